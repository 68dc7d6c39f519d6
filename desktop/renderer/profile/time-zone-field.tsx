import { useId, useState } from 'react';
import { deviceTimeZone, isTimeZone } from '../i18n/calendar.ts';
import { useSpeech } from '../i18n/language-context.tsx';
import { Field } from '../ui/field.tsx';
import { useNow } from '../ui/use-now.ts';

/** The zone that decides what "tomorrow at 5" means: searched by typing, or that of the device. */
export function TimeZoneField(props: { value: string | null; onChange: (zone: string | null) => void }) {
  const { messages, locale, timeZone } = useSpeech();
  const { profile } = messages;
  const now = useNow();
  const listId = useId();
  const [text, setText] = useState(props.value ?? '');
  const typed = text.trim().replaceAll(' ', '_');
  const isUnknown = typed !== '' && !isTimeZone(typed);

  function take(zone: string) {
    setText(zone);
    const next = zone.trim().replaceAll(' ', '_');
    if (next === '' && props.value !== null) props.onChange(null);
    else if (next !== props.value && Intl.supportedValuesOf('timeZone').includes(next)) props.onChange(next);
  }

  const time = new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'long',
    timeStyle: undefined,
    hour: 'numeric',
    minute: '2-digit',
  });
  return (
    <Field
      label={profile.timeZone}
      hint={`${profile.timeZoneHint} ${profile.timeZoneNow(time.format(now))}`}
      error={isUnknown ? profile.timeZoneUnknown : null}
    >
      {(field) => (
        <>
          <input
            {...field}
            className="input"
            list={listId}
            autoComplete="off"
            spellCheck={false}
            placeholder={profile.timeZoneAuto(deviceTimeZone())}
            value={text}
            onChange={(event) => take(event.target.value)}
            onBlur={() => {
              if (isUnknown) setText(props.value ?? '');
              else if (typed !== (props.value ?? '') && typed !== '') props.onChange(typed);
            }}
          />
          <datalist id={listId}>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
