import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { describeError } from '../client/describe-error.ts';
import { useMessages } from '../i18n/language-context.tsx';
import type { DesktopShell } from '../platform/platform.ts';
import { Field } from '../ui/field.tsx';

/** Which server a desktop signs in to, and the way to another one. */
export function ServerChoice({ shell }: { shell: DesktopShell }) {
  const messages = useMessages();
  const { auth, action } = messages;
  const queryClient = useQueryClient();
  const { data: state } = useQuery({ queryKey: ['desktop'], queryFn: () => shell.getState() });
  const [isOpen, setIsOpen] = useState(false);
  const [url, setUrl] = useState('');
  const choose = useMutation({
    mutationFn: (next: string | null) => shell.chooseServer(next),
    onSuccess: () => {
      setIsOpen(false);
      void queryClient.invalidateQueries();
    },
  });

  if (!state) return null;
  if (!isOpen) {
    return (
      <p className="auth-server">
        {auth.server}: {new URL(state.server.url).host}{' '}
        <button type="button" className="link-button" onClick={() => setIsOpen(true)}>
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
      <Field label={auth.serverAddress} error={choose.error && describeError(choose.error, messages)}>
        {(field) => (
          <input
            {...field}
            className="input"
            type="url"
            placeholder="https://"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
      <div className="form-actions">
        <button type="submit" className="button" disabled={choose.isPending || url.trim() === ''}>
          {auth.useServer}
        </button>
        {!state.server.isDefault && (
          <button type="button" className="button button-quiet" onClick={() => choose.mutate(null)}>
            {auth.defaultServer}
          </button>
        )}
        <button type="button" className="button button-quiet" onClick={() => setIsOpen(false)}>
          {action.cancel}
        </button>
      </div>
    </form>
  );
}
