import { X } from 'lucide-react';
import { useRef } from 'react';
import { DateChoices } from '../../dates/date-choices.tsx';
import { MarkedInput } from '../../dates/marked-input.tsx';
import { PreviewText } from '../../dates/preview-text.tsx';
import { useDatePreview } from '../../dates/use-date-preview.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import type { TaskDraft } from '../../services/kept-work.ts';
import { Field } from '../../ui/field.tsx';
import { pickedDue } from './task-draft.ts';

const NO_DUE = { duePhrase: '', date: '', time: '' };

/** When a task is due: typed as one would say it, or picked; each replaces the other. */
export function DueField(props: {
  draft: TaskDraft;
  error: string | null;
  onChange: (change: Partial<TaskDraft>) => void;
}) {
  const { draft, onChange } = props;
  const { form, taskFields } = useSpeech().messages;
  const picked = usePicked(draft);
  const input = useRef<HTMLInputElement>(null);
  const preview = useDatePreview(draft.duePhrase, 'due');
  const type = (duePhrase: string) => onChange({ ...NO_DUE, duePhrase });
  const isSet = draft.duePhrase !== '' || draft.date !== '';
  return (
    <Field
      label={taskFields.due}
      error={props.error}
      hint={<PreviewText preview={preview} hint={picked ?? form.dueHint} />}
      below={
        <DateChoices
          text={draft.duePhrase}
          preview={preview}
          input={input}
          onChoose={(phrase, filled) => (filled === 'due' ? type(phrase) : onChange({ ...NO_DUE, recurrence: phrase }))}
        />
      }
    >
      {(field) => (
        <div className="due-inputs">
          <MarkedInput
            {...field}
            preview={preview}
            input={input}
            className="input"
            type="text"
            autoComplete="off"
            placeholder={form.duePlaceholder}
            maxLength={200}
            value={draft.duePhrase}
            onChange={(event) => type(event.target.value)}
          />
          <input
            className="input due-date"
            type="date"
            aria-label={form.pickDate}
            value={draft.date}
            onChange={(event) => onChange({ date: event.target.value, duePhrase: '' })}
          />
          <input
            className="input due-time"
            type="time"
            aria-label={form.pickTime}
            disabled={draft.date === ''}
            value={draft.time}
            onChange={(event) => onChange({ time: event.target.value, duePhrase: '' })}
          />
          <button
            type="button"
            className="icon-button due-clear"
            aria-label={form.clearDue}
            title={form.clearDue}
            disabled={!isSet}
            onClick={() => type('')}
          >
            <X size={16} aria-hidden />
          </button>
        </div>
      )}
    </Field>
  );
}

/** What was picked in full, weekday included. The inputs name a local time already, so it is shown as if in UTC. */
function usePicked(draft: TaskDraft): string | null {
  const { messages, locale } = useSpeech();
  const picked = pickedDue(draft);
  if (!picked) return null;
  const date = new Date(`${picked.iso}Z`);
  if (Number.isNaN(date.getTime())) return null;
  return messages.dates.due(
    new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      dateStyle: 'full',
      ...(picked.hasTime ? { timeStyle: 'short' as const } : {}),
    }).format(date),
  );
}
