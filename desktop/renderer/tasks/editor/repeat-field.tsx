import { useRef, useState } from 'react';
import { DateChoices } from '../../dates/date-choices.tsx';
import { MarkedInput } from '../../dates/marked-input.tsx';
import { PreviewText } from '../../dates/preview-text.tsx';
import { useDatePreview } from '../../dates/use-date-preview.ts';
import { describeRecurrence } from '../../i18n/describe-recurrence.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import { Field } from '../../ui/field.tsx';

const CUSTOM = 'custom';

/** How often a task comes back: one of the usual rhythms, or a phrase. */
export function RepeatField(props: {
  value: string;
  error: string | null;
  /** Without a date, the first occurrence is the date. */
  hasDue: boolean;
  onChange: (value: string) => void;
  /** What was typed is a date and no repetition. */
  onDue: (phrase: string) => void;
}) {
  const { messages, locale } = useSpeech();
  const { form } = messages;
  const usual: Record<string, string> = {
    '': form.repeatNever,
    'FREQ=DAILY': form.repeatDaily,
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR': form.repeatWeekdays,
    'FREQ=WEEKLY': form.repeatWeekly,
    'FREQ=MONTHLY': form.repeatMonthly,
    'FREQ=YEARLY': form.repeatYearly,
  };
  const rule = props.value.replace(/^RRULE:/i, '');
  const input = useRef<HTMLInputElement>(null);
  const [isChosen, setIsChosen] = useState(false);
  const isCustom = isChosen || isPhrase(rule);
  // A rule the task already has, and that is none of the usual ones, is offered as it is.
  const isOtherRule = !isCustom && !(rule in usual);
  const otherRule = isOtherRule ? describeRecurrence(rule, messages, locale) : null;
  const read = useDatePreview(isCustom || (isOtherRule && otherRule === null) ? props.value : '', 'recurrence');
  const preview = read && props.hasDue ? { ...read, due: null } : read;
  return (
    <Field
      label={form.repeat}
      error={props.error}
      below={
        isCustom && (
          <DateChoices
            text={props.value}
            preview={preview}
            input={input}
            onChoose={(phrase, filled) => (filled === 'due' ? props.onDue(phrase) : props.onChange(phrase))}
          />
        )
      }
      {...(isCustom && { hint: <PreviewText preview={preview} hint={form.repeatHint} /> })}
    >
      {(field) => (
        <div className="repeat-inputs">
          <select
            {...field}
            className="input"
            value={isCustom ? CUSTOM : rule}
            onChange={(event) => {
              setIsChosen(event.target.value === CUSTOM);
              props.onChange(event.target.value === CUSTOM ? '' : event.target.value);
            }}
          >
            {Object.entries(usual).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
            {isOtherRule && <option value={rule}>{otherRule ?? preview?.repeats ?? rule}</option>}
            <option value={CUSTOM}>{form.repeatCustom}</option>
          </select>
          {isCustom && (
            <MarkedInput
              preview={preview}
              input={input}
              className="input"
              type="text"
              autoComplete="off"
              aria-label={form.repeatCustomLabel}
              aria-describedby={field['aria-describedby']}
              aria-invalid={field['aria-invalid']}
              placeholder={form.repeatPlaceholder}
              maxLength={200}
              value={props.value}
              onChange={(event) => {
                // Emptied, it stays to be typed in.
                setIsChosen(true);
                props.onChange(event.target.value);
              }}
            />
          )}
        </div>
      )}
    </Field>
  );
}

/** Whether a repetition was typed; otherwise it is a rule, or there is none. */
export function isPhrase(repetition: string): boolean {
  return repetition.trim() !== '' && !/^(?:RRULE:)?FREQ=/i.test(repetition);
}
