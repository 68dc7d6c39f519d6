import { useState, type ReactNode } from 'react';
import { ApiError } from '../../client/api-error.ts';
import { describeError } from '../../client/describe-error.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import type { TaskDraft } from '../../services/kept-work.ts';
import { Field } from '../../ui/field.tsx';
import { DueField } from './due-field.tsx';
import { isPhrase, RepeatField } from './repeat-field.tsx';
import { SaveState } from './save-state.tsx';
import { MAX_TITLE } from './task-draft.ts';
import type { Saving } from './use-saving.ts';

/** The fields that can say what is wrong with them. */
const SHOWN_FIELDS = ['title', 'due', 'recurrence', 'tags', 'notes'] as const;

/** The inputs of a task, new or not. The draft lives outside, so that it can outlive what the form is shown for. */
export function TaskForm(props: {
  draft: TaskDraft;
  onChange: (change: Partial<TaskDraft>) => void;
  onSubmit: () => void;
  saving: Saving;
  state: { readonly isChanged: boolean; readonly collided: readonly string[] };
  submitLabel: string;
  canSubmit: boolean;
  hasTitleFocus?: boolean;
  actions?: ReactNode;
}) {
  const { draft, onChange } = props;
  const { error } = props.saving;
  const { messages } = useSpeech();
  const { form, taskFields } = messages;
  const [isTitleMissing, setIsTitleMissing] = useState(false);
  const faults = useFaults(error, draft);

  function submit() {
    const isEmpty = draft.title.trim() === '';
    setIsTitleMissing(isEmpty);
    if (!isEmpty && !props.saving.isSaving && props.canSubmit) props.onSubmit();
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
      <Field
        label={taskFields.title}
        error={isTitleMissing && draft.title.trim() === '' ? form.titleMissing : faults.of('title')}
      >
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
      <DueField draft={draft} error={faults.of('due')} onChange={onChange} />
      <PriorityField value={draft.priority} onChange={(priority) => onChange({ priority })} />
      <div className="field-pair">
        <RepeatField
          value={draft.recurrence}
          error={faults.of('recurrence')}
          hasDue={draft.duePhrase.trim() !== '' || draft.date !== ''}
          onChange={(recurrence) => onChange({ recurrence })}
          onDue={(duePhrase) => onChange({ recurrence: '', duePhrase, date: '', time: '' })}
        />
        <Field label={taskFields.tags} hint={form.tagsHint} error={faults.of('tags')}>
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
      <Field label={taskFields.notes} error={faults.of('notes')}>
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
      <SaveState saving={props.saving} state={props.state} hasFault={faults.isAtField} />
      <div className="form-actions">
        {/* Not disabled, which would take the focus away from who has just saved with it. */}
        <button
          type="submit"
          className="button button-primary"
          aria-disabled={props.saving.isSaving || !props.canSubmit}
        >
          {props.saving.isSaving ? messages.action.saving : props.submitLabel}
        </button>
        {props.actions}
      </div>
    </form>
  );
}

/** What the server found wrong, and at which field it is said. */
function useFaults(error: Error | null, draft: TaskDraft) {
  const { messages } = useSpeech();
  const fault = error instanceof ApiError ? error : null;
  // A server of an older version does not say where; only what was typed can be unreadable, what was picked is a date or a rule.
  const guess = draft.duePhrase.trim() === '' && isPhrase(draft.recurrence) ? 'recurrence' : 'due';
  const named = fault?.field ?? (fault?.code === 'invalid_date' ? guess : undefined);
  const field = SHOWN_FIELDS.find((each) => each === named);
  return {
    isAtField: field !== undefined,
    of: (name: (typeof SHOWN_FIELDS)[number]) => (name === field && fault ? describeError(fault, messages) : null),
  };
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
