import type { Messages } from '../../words/en/messages.ts';
import type { SignedInDevice } from '../client/device.ts';
import { formatAgo } from '../i18n/format-due.ts';
import { useMessages, useSpeech } from '../i18n/language-context.tsx';
import { useNow } from '../ui/use-now.ts';

/** One device, when and from where it was last seen, and the way to sign it out. */
export function DeviceRow({ device, onSignOut }: { device: SignedInDevice; onSignOut: () => void }) {
  const { devices: words } = useMessages();
  const speech = useSpeech();
  const now = useNow();
  const name = nameDevice(device, words);
  const when = formatAgo(device.updatedAt, speech, now);
  return (
    <li className="setting">
      <div className="device">
        <p className="device-name">
          {name}
          {device.current && <span className="device-current"> · {words.current}</span>}
        </p>
        <p className="setting-text">{device.ipAddress ? words.seenFrom(when, device.ipAddress) : words.seen(when)}</p>
      </div>
      {!device.current && (
        <button type="button" className="button" aria-label={words.signOutLabel(name)} onClick={onSignOut}>
          {words.signOut}
        </button>
      )}
    </li>
  );
}

/** What a device is called: "Firefox on Linux". */
export function nameDevice({ device }: SignedInDevice, words: Messages['devices']): string {
  const { kind, name, system } = device;
  if (kind === 'desktop_app') return system === null ? 'Parley' : words.app(system);
  if (name !== null) return system === null ? name : words.browser(name, system);
  return system ?? words.unknown;
}
