import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Messages } from '../../words/en/messages.ts';
import { ApiError } from '../client/api-error.ts';
import { describeError } from '../client/describe-error.ts';
import { useDesktopState } from '../desktop/state/use-desktop-state.ts';
import { useMessages } from '../i18n/language-context.tsx';
import type { DesktopShell } from '../platform/platform.ts';
import { Field } from '../ui/field.tsx';

/** Which server a desktop signs in to, and the way to another one. */
export function ServerChoice({ shell }: { shell: DesktopShell }) {
  const messages = useMessages();
  const { auth, action, server } = messages;
  const queryClient = useQueryClient();
  const state = useDesktopState(shell);
  const [isOpen, setIsOpen] = useState(false);
  const [url, setUrl] = useState('');
  const wasOpen = useRef(false);
  const choose = useMutation({
    mutationFn: (next: string | null) => shell.chooseServer(next),
    onSuccess: () => {
      setIsOpen(false);
      void queryClient.invalidateQueries();
    },
  });

  const close = () => {
    setIsOpen(false);
    choose.reset();
  };

  if (!state) return null;
  if (!isOpen) {
    return (
      <p className="auth-server">
        {auth.server}: {new URL(state.server.url).host}{' '}
        <button
          type="button"
          className="link-button"
          ref={(button) => {
            // Whoever comes back from the form goes on where they were.
            if (wasOpen.current) button?.focus();
          }}
          onClick={() => {
            wasOpen.current = true;
            setIsOpen(true);
          }}
        >
          {auth.changeServer}
        </button>
      </p>
    );
  }
  return (
    <form
      className="auth-server-form"
      onSubmit={(event) => {
        event.preventDefault();
        choose.mutate(url.trim());
      }}
    >
      <Field label={auth.serverAddress} error={choose.error && explain(choose.error, messages)}>
        {(field) => (
          <input
            {...field}
            ref={focus}
            className="input"
            name="server"
            inputMode="url"
            autoComplete="url"
            autoCapitalize="off"
            spellCheck={false}
            placeholder="https://parley.example"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      <div className="form-actions">
        <button type="submit" className="button" disabled={choose.isPending || url.trim() === ''}>
          {choose.isPending ? server.checking : auth.useServer}
        </button>
        {!state.server.isDefault && (
          <button type="button" className="button button-quiet" onClick={() => choose.mutate(null)}>
            {auth.defaultServer}
          </button>
        )}
        <button type="button" className="button button-quiet" onClick={close}>
          {action.cancel}
        </button>
      </div>
    </form>
  );
}

/** Given once, when the input appears. */
function focus(input: HTMLInputElement | null): void {
  input?.focus();
}

function explain(error: unknown, messages: Messages): string {
  const code = error instanceof ApiError ? error.code : '';
  const words: Partial<Record<string, string>> = messages.server;
  return words[code] ?? describeError(error, messages);
}
