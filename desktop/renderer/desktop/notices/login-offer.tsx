import { AlarmClock, X } from 'lucide-react';
import { useMessages } from '../../i18n/language-context.tsx';
import type { DesktopShell } from '../../platform/platform.ts';
import { useChangeSettings, useDesktopState } from '../state/use-desktop-state.ts';

/** Asks once whether Parley should open at login; either answer is one, and the settings have the switch. */
export function LoginOffer({ shell }: { shell: DesktopShell }) {
  const { computer, action } = useMessages();
  const state = useDesktopState(shell);
  const change = useChangeSettings(shell);
  if (state?.asksAboutLogin !== true) return null;
  return (
    <div className="notice-bar" role="status">
      <AlarmClock size={16} aria-hidden />
      <p>{computer.atLoginOffer}</p>
      <button type="button" className="button button-small" onClick={() => change.mutate({ launchAtLogin: true })}>
        {computer.atLogin}
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={action.dismiss}
        onClick={() => change.mutate({ launchAtLogin: false })}
      >
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}
