import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../client/api-error.ts';
import { describeError } from '../../client/describe-error.ts';
import { useMessages } from '../../i18n/language-context.tsx';
import type { DesktopShell, DesktopState } from '../../platform/platform.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { useToast } from '../../ui/toast-context.tsx';
import { useChangeSettings } from '../state/use-desktop-state.ts';
import { UpdateStatus } from './update-status.tsx';

/** Changing one's mind in a dialog of the system is no failure. */
const CHANGED_MINDS = new Set(['cancelled', 'no_update']);

/** Where the updater stands, which versions it takes, and the diagnostics to send along with a report. */
export function UpdatesSection({ shell, state }: { shell: DesktopShell; state: DesktopState }) {
  const messages = useMessages();
  const { updates } = messages;
  const toast = useToast();
  const run = useMutation({
    mutationFn: async ({ action }: { action: () => Promise<unknown>; done?: string }) => action(),
    onSuccess: (_answer, { done }) => done !== undefined && toast({ message: done }),
    onError: (error) => {
      if (error instanceof ApiError && CHANGED_MINDS.has(error.code)) return;
      toast({ message: describeError(error, messages), tone: 'danger' });
    },
  });
  return (
    <section className="card" aria-labelledby="updates-title">
      <h2 id="updates-title" className="card-title">
        {updates.title}
      </h2>
      <div className="settings-form">
        <div className="setting">
          <UpdateStatus version={shell.version} update={state.update} />
          {state.update.status === 'ready' ? (
            <button
              type="button"
              className="button button-primary"
              onClick={() => run.mutate({ action: () => shell.restartToUpdate() })}
            >
              {updates.restart}
            </button>
          ) : (
            state.update.status !== 'off' && (
              <button
                type="button"
                className="button"
                disabled={state.update.status === 'checking' || state.update.status === 'downloading'}
                onClick={() => run.mutate({ action: () => shell.checkForUpdates() })}
              >
                {state.update.status === 'failed' ? updates.retry : updates.check}
              </button>
            )
          )}
        </div>
        {state.update.status !== 'off' && <Channel shell={shell} channel={state.settings.updateChannel} />}
        <div className="setting">
          <div>
            <span className="field-label">{updates.diagnostics}</span>
            <p className="field-hint">{updates.diagnosticsText}</p>
          </div>
          <div className="form-actions">
            <button
              type="button"
              className="button"
              disabled={run.isPending}
              onClick={() => run.mutate({ action: () => shell.exportDiagnostics(), done: updates.diagnosticsSaved })}
            >
              {updates.diagnosticsExport}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => run.mutate({ action: () => shell.openLogFolder() })}
            >
              {updates.logFolder}
            </button>
          </div>
        </div>
      </div>
    </section>
  );
}

/** Which versions are taken; unfinished ones only after a question. */
function Channel({ shell, channel }: { shell: DesktopShell; channel: 'latest' | 'beta' }) {
  const { updates, action } = useMessages();
  const change = useChangeSettings(shell);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Field label={updates.channel} hint={updates.channelHint}>
        {(field) => (
          <select
            {...field}
            className="input"
            value={channel}
            onChange={(event) =>
              event.target.value === 'beta' ? setIsAsking(true) : change.mutate({ updateChannel: 'latest' })
            }
          >
            <option value="latest">{updates.stable}</option>
            <option value="beta">{updates.beta}</option>
          </select>
        )}
      </Field>
      {isAsking && (
        <Dialog title={updates.betaTitle} onClose={() => setIsAsking(false)}>
          <div className="dialog-body">
            <p>{updates.betaText}</p>
            <div className="form-actions">
              <button
                type="button"
                className="button button-primary"
                onClick={() => {
                  change.mutate({ updateChannel: 'beta' });
                  setIsAsking(false);
                }}
              >
                {updates.betaConfirm}
              </button>
              <button type="button" className="button button-quiet" onClick={() => setIsAsking(false)}>
                {action.cancel}
              </button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
