import { useState } from 'react';
import { DateChoices } from '../../dates/date-choices.tsx';
import { MarkedInput } from '../../dates/marked-input.tsx';
import { PreviewText } from '../../dates/preview-text.tsx';
import { useDatePreview } from '../../dates/use-date-preview.ts';
import { describeRecurrence } from '../../i18n/describe-recurrence.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import { Field } from '../../ui/field.tsx';

const CUSTOM = 'custom';

/** How often a task comes back: one of the usual rhythms, or a phrase. */
export function RepeatField(props: { value: string; error: string | null; onChange: (value: string) => void }) {
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
  const [isCustom, setIsCustom] = useState(false);
  // A rule the task already has, and that is none of the usual ones, is offered as it is.
  const isOtherRule = !isCustom && rule.startsWith('FREQ=') && !(rule in usual);
  const otherRule = isOtherRule ? describeRecurrence(rule, messages, locale) : null;
  const preview = useDatePreview(isCustom || (isOtherRule && otherRule === null) ? props.value : '', 'recurrence');
  return (
    <Field
      label={form.repeat}
      error={props.error}
      below={isCustom && <DateChoices text={props.value} preview={preview} onChoose={props.onChange} />}
      {...(isCustom && { hint: <PreviewText preview={preview} hint={form.repeatHint} /> })}
    >
      {(field) => (
        <div className="repeat-inputs">
          <select
            {...field}
            className="input"
            value={isCustom ? CUSTOM : rule}
            onChange={(event) => {
              setIsCustom(event.target.value === CUSTOM);
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
              className="input"
              type="text"
              autoComplete="off"
              aria-label={form.repeatCustomLabel}
              aria-describedby={field['aria-describedby']}
              placeholder={form.repeatPlaceholder}
              maxLength={200}
              value={props.value}
              onChange={(event) => props.onChange(event.target.value)}
            />
          )}
        </div>
      )}
    </Field>
  );
}
