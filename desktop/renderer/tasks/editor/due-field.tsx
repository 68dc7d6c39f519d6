import { X } from 'lucide-react';
import { useSpeech } from '../../i18n/language-context.tsx';
import type { TaskDraft } from '../../services/kept-work.ts';
import { Field } from '../../ui/field.tsx';
import { pickedDue } from './task-draft.ts';

/** When a task is due: typed as one would say it, or picked; each replaces the other. */
export function DueField(props: {
  draft: TaskDraft;
  error: string | null;
  onChange: (change: Partial<TaskDraft>) => void;
}) {
  const { draft, onChange } = props;
  const { form, taskFields } = useSpeech().messages;
  const preview = usePreview(draft);
  const isSet = draft.duePhrase !== '' || draft.date !== '';
  return (
    <Field label={taskFields.due} error={props.error} hint={preview ?? form.dueHint}>
      {(field) => (
        <div className="due-inputs">
          <input
            {...field}
            className="input due-phrase"
            type="text"
            autoComplete="off"
            placeholder={form.duePlaceholder}
            maxLength={200}
            value={draft.duePhrase}
            onChange={(event) => onChange({ duePhrase: event.target.value, date: '', time: '' })}
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
            onClick={() => onChange({ duePhrase: '', date: '', time: '' })}
          >
            <X size={16} aria-hidden />
          </button>
        </div>
      )}
    </Field>
  );
}

/** What was picked in full, weekday included. The inputs name a local time already, so it is shown as if in UTC. */
function usePreview(draft: TaskDraft): string | null {
  const { messages, locale } = useSpeech();
  const picked = pickedDue(draft);
  if (!picked) return null;
  const date = new Date(`${picked.iso}Z`);
  if (Number.isNaN(date.getTime())) return null;
  return messages.form.duePreview(
    new Intl.DateTimeFormat(locale, {
      timeZone: 'UTC',
      dateStyle: 'full',
      ...(picked.hasTime ? { timeStyle: 'short' as const } : {}),
    }).format(date),
  );
}
