import type { Messages } from '../../../words/en/messages.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import type { UpdateState } from '../../platform/platform.ts';

/** The version that runs and where the updater stands, as it changes. */
export function UpdateStatus({ version, update }: { version: string; update: UpdateState }) {
  const { messages, locale } = useSpeech();
  const { updates } = messages;
  return (
    <div className="update-status">
      <span className="field-label">{updates.version(version)}</span>
      <p role="status" className={update.status === 'failed' ? 'field-error' : 'field-hint'}>
        {describe(update, updates, locale)}
      </p>
      {update.status === 'downloading' && (
        <progress max={100} value={update.percent} aria-label={updates.downloading(update.version, update.percent)} />
      )}
    </div>
  );
}

function describe(update: UpdateState, words: Messages['updates'], locale: string): string {
  switch (update.status) {
    case 'off':
      return words.off[update.reason];
    case 'idle':
      return update.checkedAt === null ? words.byItself : words.upToDate(timeOf(update.checkedAt, locale));
    case 'checking':
      return words.checking;
    case 'downloading':
      return words.downloading(update.version, Math.round(update.percent));
    case 'ready':
      return words.ready(update.version);
    case 'failed':
      return words.failed[update.reason];
    case 'unsupported':
      return words.unsupported(update.version, update.minimum);
    default:
      return update satisfies never;
  }
}

function timeOf(checkedAt: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', hour: 'numeric', minute: '2-digit' }).format(
    new Date(checkedAt),
  );
}
