import { tomorrowMorning } from '../../../tomorrow-morning.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import { useNow } from '../../ui/use-now.ts';

const HOUR_MS = 3_600_000;

/** Pauses notifications, which come back by themselves; says when, and offers it now. */
export function PauseSetting(props: { until: string | null; onChange: (until: string | null) => void }) {
  const { messages, locale } = useSpeech();
  const { computer } = messages;
  const now = useNow();
  const pauseUntil = (time: Date) => props.onChange(time.toISOString());
  if (props.until === null || new Date(props.until) <= now) {
    return (
      <div className="form-actions">
        <button type="button" className="button" onClick={() => pauseUntil(new Date(Date.now() + HOUR_MS))}>
          {computer.pauseHour}
        </button>
        <button type="button" className="button" onClick={() => pauseUntil(tomorrowMorning(new Date()))}>
          {computer.pauseTomorrow}
        </button>
      </div>
    );
  }
  const time = new Intl.DateTimeFormat(locale, { weekday: 'long', hour: 'numeric', minute: '2-digit' });
  return (
    <p className="setting-note">
      {computer.pausedUntil(time.format(new Date(props.until)))}{' '}
      <button type="button" className="link-button" onClick={() => props.onChange(null)}>
        {computer.resume}
      </button>
    </p>
  );
}
