import { useMutation } from '@tanstack/react-query';
import { describeError } from '../client/describe-error.ts';
import { assertNever } from '../assert-never.ts';
import { useMessages } from '../i18n/language-context.tsx';
import type { Messages } from '../i18n/messages-en.ts';
import type { DesktopSettings, DesktopShell, DesktopState, UpdateState } from '../platform/platform.ts';
import { Field } from '../ui/field.tsx';
import { useToast } from '../ui/toast-context.tsx';

/** Where the updater stands, which releases it takes, and the diagnostics to send along with a bug. */
export function DesktopUpdates(props: {
  state: DesktopState;
  shell: DesktopShell;
  onChannel: (channel: DesktopSettings['updateChannel']) => void;
}) {
  const { state, shell } = props;
  const messages = useMessages();
  const { desktop, profile } = messages;
  const toast = useToast();
  const run = useMutation({
    mutationFn: async (action: () => Promise<unknown>) => action(),
    onError: (error) => toast({ message: describeError(error, messages), tone: 'danger' }),
  });
  return (
    <>
      <Field label={desktop.updateChannel}>
        {(field) => (
          <select
            {...field}
            className="input"
            value={state.settings.updateChannel}
            onChange={(event) => props.onChannel(event.target.value === 'beta' ? 'beta' : 'latest')}
          >
            <option value="latest">{desktop.updateStable}</option>
            <option value="beta">{desktop.updateBeta}</option>
          </select>
        )}
      </Field>
      <div className="field">
        <span className="field-label">{desktop.updates}</span>
        <p className="field-hint" role="status">
          {profile.version(shell.version)}. {describeUpdate(state.update, desktop)}
        </p>
        <div className="form-actions">
          {state.update.status === 'ready' ? (
            <button
              type="button"
              className="button button-primary"
              onClick={() => run.mutate(() => shell.restartToUpdate())}
            >
              {desktop.restart}
            </button>
          ) : (
            state.update.status !== 'off' && (
              <button type="button" className="button" onClick={() => run.mutate(() => shell.checkForUpdates())}>
                {desktop.checkForUpdates}
              </button>
            )
          )}
          <button type="button" className="button" onClick={() => run.mutate(() => shell.exportDiagnostics())}>
            {desktop.diagnostics}
          </button>
        </div>
      </div>
    </>
  );
}

function describeUpdate(update: UpdateState, words: Messages['desktop']): string {
  switch (update.status) {
    case 'off':
      return words.updateOff;
    case 'idle':
      return words.updateIdle;
    case 'checking':
      return words.updateChecking;
    case 'downloading':
      return words.updateDownloading(update.version, Math.round(update.percent));
    case 'ready':
      return words.updateReady(update.version);
    case 'failed':
      return update.message;
    default:
      return assertNever(update);
  }
}
