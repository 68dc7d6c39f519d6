import { useMessages } from '../../i18n/language-context.tsx';
import type { DesktopShell, DesktopState } from '../../platform/platform.ts';
import { useKeepSession } from '../state/use-keep-session.ts';
import { SwitchSetting } from './switch-setting.tsx';

/** Where the session rests on this computer, and the choice to keep it where there is no keyring. */
export function SessionSetting({ shell, state }: { shell: DesktopShell; state: DesktopState }) {
  const { computer } = useMessages();
  const keep = useKeepSession(shell);
  const where = {
    keyring: computer.sessionKept[shell.os],
    memory: computer.sessionInMemory,
    plain: computer.sessionPlain,
  };
  return (
    <div className="setting-group" role="group" aria-label={computer.session}>
      <div className="field">
        <span className="field-label">{computer.session}</span>
        <p className="field-hint">{where[state.sessionStorage]}</p>
      </div>
      {state.sessionStorage !== 'keyring' && (
        <SwitchSetting
          label={computer.keepSession}
          hint={computer.keepSessionHint}
          isOn={state.settings.keepSessionWithoutKeyring}
          onChange={keep}
        />
      )}
    </div>
  );
}
