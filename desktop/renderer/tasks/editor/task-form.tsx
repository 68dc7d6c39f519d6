import { useState, type ReactNode } from 'react';
import { ApiError } from '../../client/api-error.ts';
import { describeError } from '../../client/describe-error.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import type { TaskDraft } from '../../services/kept-work.ts';
import { Field } from '../../ui/field.tsx';
import { DueField } from './due-field.tsx';
import { isPhrase, RepeatField } from './repeat-field.tsx';
import { MAX_TITLE } from './task-draft.ts';

/** The inputs of a task, new or not. The draft lives outside, so that it can outlive what the form is shown for. */
export function TaskForm(props: {
  draft: TaskDraft;
  onChange: (change: Partial<TaskDraft>) => void;
  onSubmit: () => void;
  isSaving: boolean;
  error: Error | null;
  submitLabel: string;
  canSubmit: boolean;
  hasTitleFocus?: boolean;
  actions?: ReactNode;
}) {
  const { draft, onChange, error } = props;
  const { messages } = useSpeech();
  const { form, taskFields } = messages;
  const [isTitleMissing, setIsTitleMissing] = useState(false);
  const isDateError = error instanceof ApiError && error.code === 'invalid_date';
  const dateError = isDateError ? describeError(error, messages) : null;
  // Only what was typed can be unreadable: what was picked is a date or a rule.
  const isOfRepetition = draft.duePhrase.trim() === '' && isPhrase(draft.recurrence);

  function submit() {
    const isEmpty = draft.title.trim() === '';
    setIsTitleMissing(isEmpty);
    if (!isEmpty && !props.isSaving) props.onSubmit();
  }

  return (
    <form
      className="task-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label={taskFields.title} error={isTitleMissing && draft.title.trim() === '' ? form.titleMissing : null}>
        {(field) => (
          <input
            {...field}
            className="input input-title"
            type="text"
            name="title"
            required
            maxLength={MAX_TITLE}
            autoComplete="off"
            // The person asked for this form; the first thing to do in it is to type.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={props.hasTitleFocus}
            placeholder={form.titlePlaceholder}
            value={draft.title}
            onChange={(event) => onChange({ title: event.target.value })}
          />
        )}
      </Field>
      <DueField draft={draft} error={isOfRepetition ? null : dateError} onChange={onChange} />
      <PriorityField value={draft.priority} onChange={(priority) => onChange({ priority })} />
      <div className="field-pair">
        <RepeatField
          value={draft.recurrence}
          error={isOfRepetition ? dateError : null}
          hasDue={draft.duePhrase.trim() !== '' || draft.date !== ''}
          onChange={(recurrence) => onChange({ recurrence })}
          onDue={(duePhrase) => onChange({ recurrence: '', duePhrase, date: '', time: '' })}
        />
        <Field label={taskFields.tags} hint={form.tagsHint}>
          {(field) => (
            <input
              {...field}
              className="input"
              type="text"
              autoComplete="off"
              autoCapitalize="off"
              placeholder={form.tagsPlaceholder}
              value={draft.tags}
              onChange={(event) => onChange({ tags: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field label={taskFields.notes}>
        {(field) => (
          <textarea
            {...field}
            className="input input-notes"
            rows={5}
            placeholder={form.notesPlaceholder}
            value={draft.notes}
            onChange={(event) => onChange({ notes: event.target.value })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
            }}
          />
        )}
      </Field>
      {error && !isDateError && (
        <p className="form-error" role="alert">
          {describeError(error, messages)}
        </p>
      )}
      <div className="form-actions">
        <button type="submit" className="button button-primary" disabled={props.isSaving || !props.canSubmit}>
          {props.isSaving ? messages.action.saving : props.submitLabel}
        </button>
        {props.actions}
      </div>
    </form>
  );
}

function PriorityField(props: { value: string; onChange: (value: string) => void }) {
  const { tasks, taskFields } = useSpeech().messages;
  const labels = {
    '': tasks.priorityNone,
    low: tasks.priorityLow,
    medium: tasks.priorityMedium,
    high: tasks.priorityHigh,
  };
  return (
    <fieldset className="field">
      <legend className="field-label">{taskFields.priority}</legend>
      <div className="segments">
        {(['', 'low', 'medium', 'high'] as const).map((priority) => (
          <label key={priority} className="segment">
            <input
              type="radio"
              name="priority"
              checked={props.value === priority}
              onChange={() => props.onChange(priority)}
            />
            <span>{labels[priority]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
