import { KeyRound, X } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMessages } from '../../i18n/language-context.tsx';
import type { DesktopShell } from '../../platform/platform.ts';
import { COMPUTER_ANCHOR } from '../settings/computer-section.tsx';
import { useDesktopState } from '../state/use-desktop-state.ts';
import { useKeepSession } from '../state/use-keep-session.ts';

/** Set once the notice was read; it goes with everything else when somebody signs out. */
const READ_KEY = 'parley.session-notice-read';

/** Says once that the session ends with the app, and what can be done about it. */
export function SessionNotice({ shell }: { shell: DesktopShell }) {
  const { computer, action } = useMessages();
  const state = useDesktopState(shell);
  const keep = useKeepSession(shell);
  const [isRead, setIsRead] = useState(() => localStorage.getItem(READ_KEY) !== null);
  if (isRead || state?.sessionStorage !== 'memory') return null;
  const close = () => {
    localStorage.setItem(READ_KEY, '1');
    setIsRead(true);
  };
  return (
    <div className="notice-bar" role="status">
      <KeyRound size={16} aria-hidden />
      <p>
        {computer.sessionInMemory} <Link href={`/profile#${COMPUTER_ANCHOR}`}>{computer.sessionMore}</Link>
      </p>
      <button
        type="button"
        className="button button-small"
        title={computer.keepSessionHint}
        onClick={() => {
          keep(true);
          close();
        }}
      >
        {computer.keepSession}
      </button>
      <button type="button" className="icon-button" aria-label={action.dismiss} onClick={close}>
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}
