import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMessages } from '../i18n/language-context.tsx';
import type { DesktopShell } from '../platform/platform.ts';
import { Field } from '../ui/field.tsx';
import { usePageTitle } from '../ui/use-page-title.ts';
import { explainProviderRefusal } from './explain-provider-refusal.ts';

/** What a desktop shows while somebody signs in in the system's browser. */
export function BrowserSignIn({ shell, isFinishing }: { shell: DesktopShell; isFinishing: boolean }) {
  const messages = useMessages();
  const { provider, action } = messages;
  usePageTitle(provider.browserTitle);
  const queryClient = useQueryClient();
  const [code, setCode] = useState('');
  const finish = useMutation({
    mutationFn: () => shell.finishBrowserSignIn(code.trim()),
    onSuccess: () => queryClient.refetchQueries({ queryKey: ['session'] }),
  });

  return (
    <>
      <h1 className="auth-title">{provider.browserTitle}</h1>
      <p className="auth-text" role="status">
        {isFinishing ? provider.finishing : provider.browserText}
      </p>
      <form
        className="auth-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!finish.isPending && code.trim() !== '') finish.mutate();
        }}
      >
        <h2 className="auth-subtitle">{provider.pasteTitle}</h2>
        <Field label={provider.code} error={finish.error && explainProviderRefusal(finish.error, messages)}>
          {(field) => (
            <input
              {...field}
              className="input"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              maxLength={1024}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        <div className="form-actions">
          <button
            type="submit"
            className="button button-primary"
            disabled={isFinishing || finish.isPending || code.trim() === ''}
          >
            {provider.useCode}
          </button>
          <button type="button" className="button button-quiet" onClick={() => void shell.cancelBrowserSignIn()}>
            {action.cancel}
          </button>
        </div>
      </form>
    </>
  );
}
