import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { describeError } from '../client/describe-error.ts';
import { useMessages } from '../i18n/language-context.tsx';
import type { DesktopSettings, DesktopShell, DesktopState } from '../platform/platform.ts';
import { Field } from '../ui/field.tsx';
import { useToast } from '../ui/toast-context.tsx';
import { DesktopUpdates } from './desktop-updates.tsx';

/** What only a desktop has: notifications, tray, login, shortcut, accounts, updates. */
export function DesktopSection({ shell }: { shell: DesktopShell }) {
  const messages = useMessages();
  const { desktop } = messages;
  const queryClient = useQueryClient();
  const toast = useToast();
  const { data: state } = useQuery({ queryKey: ['desktop'], queryFn: () => shell.getState() });
  const update = useMutation({
    mutationFn: (settings: Partial<DesktopSettings>) => shell.updateSettings(settings),
    onSuccess: (next) => queryClient.setQueryData(['desktop'], next),
    onError: (error) => toast({ message: describeError(error, messages), tone: 'danger' }),
  });
  if (!state) return null;

  const { settings } = state;
  const toggle = (name: SwitchName, label: string) => (
    <label className="switch" key={name}>
      <input type="checkbox" checked={settings[name]} onChange={() => update.mutate({ [name]: !settings[name] })} />
      <span>{label}</span>
    </label>
  );
  return (
    <section className="card" aria-labelledby="desktop-title">
      <h2 id="desktop-title" className="card-title">
        {desktop.title}
      </h2>
      <div className="settings-form">
        {toggle('notifications', desktop.notifications)}
        {toggle('hideNotificationContent', desktop.hideContent)}
        {toggle('closeToTray', desktop.closeToTray)}
        {state.loginItem !== 'unavailable' && toggle('launchAtLogin', desktop.launchAtLogin)}
        {state.loginItem === 'requires_approval' && <p className="field-hint">{desktop.loginApproval}</p>}
        {state.sessionStorage !== 'keyring' && (
          <>
            <p className="field-hint">{desktop.sessionMemory}</p>
            {toggle('keepSessionWithoutKeyring', desktop.keepSession)}
          </>
        )}
        <ShortcutField state={state} onChange={(quickAddShortcut) => update.mutate({ quickAddShortcut })} />
        <Accounts state={state} shell={shell} />
        <DesktopUpdates state={state} shell={shell} onChannel={(updateChannel) => update.mutate({ updateChannel })} />
      </div>
    </section>
  );
}

type SwitchName =
  | 'notifications'
  | 'hideNotificationContent'
  | 'closeToTray'
  | 'launchAtLogin'
  | 'keepSessionWithoutKeyring';

/** Records the keys that are pressed in it, in the words the shell understands. */
function ShortcutField({ state, onChange }: { state: DesktopState; onChange: (shortcut: string | null) => void }) {
  const { desktop, action } = useMessages();
  const problem = {
    taken: desktop.shortcutTaken,
    unavailable: desktop.shortcutUnavailable,
    registered: null,
    off: null,
  };
  return (
    <Field label={desktop.shortcut} error={problem[state.shortcut]}>
      {(field) => (
        <div className="input-row">
          <input
            {...field}
            className="input"
            readOnly
            value={state.settings.quickAddShortcut ?? desktop.shortcutOff}
            onKeyDown={(event) => {
              const shortcut = acceleratorOf(event);
              if (shortcut === undefined) return;
              event.preventDefault();
              onChange(shortcut);
            }}
          />
          <button type="button" className="button" onClick={() => onChange(null)}>
            {action.clear}
          </button>
        </div>
      )}
    </Field>
  );
}

function acceleratorOf(event: React.KeyboardEvent): string | undefined {
  const modifiers = [
    event.ctrlKey && 'Control',
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
    event.metaKey && 'Super',
  ].filter((modifier) => modifier !== false);
  const key = event.code === 'Space' ? 'Space' : /^[a-z0-9]$/i.test(event.key) ? event.key.toUpperCase() : undefined;
  return modifiers.length > 0 && key !== undefined ? [...modifiers, key].join('+') : undefined;
}

function Accounts({ state, shell }: { state: DesktopState; shell: DesktopShell }) {
  const { desktop } = useMessages();
  const switchTo = useMutation({
    mutationFn: (id: string | null) => shell.switchAccount(id),
    onSuccess: () => location.replace('/'),
  });
  return (
    <div className="field">
      <span className="field-label">{desktop.accounts}</span>
      <div className="form-actions">
        {state.accounts
          .filter(({ id }) => id !== state.account?.id)
          .map(({ id, email }) => (
            <button key={id} type="button" className="button" onClick={() => switchTo.mutate(id)}>
              {desktop.switchTo(email)}
            </button>
          ))}
        <button type="button" className="button" onClick={() => switchTo.mutate(null)}>
          {desktop.addAccount}
        </button>
      </div>
    </div>
  );
}
