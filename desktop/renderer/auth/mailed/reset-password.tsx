import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../client/api-error.ts';
import { useMessages } from '../../i18n/language-context.tsx';
import { Field } from '../../ui/field.tsx';
import { focusInput } from '../../ui/focus-input.ts';
import { PasswordInput } from '../../ui/password-input.tsx';
import { explainRefusal, findPasswordMistake } from '../explain-refusal.ts';
import { DeadLink } from './dead-link.tsx';
import { FailedState } from './failed-state.tsx';
import { PageState } from './page-state.tsx';
import { postLink } from './post-link.ts';

/** A new password for whoever has the link. */
export function ResetPassword({ token }: { token: string }) {
  const { forgotten } = useMessages();
  // The key has no token in it: it is asked about once, and what is shown of it is nothing.
  const check = useQuery({
    queryKey: ['reset-link'],
    queryFn: async () => {
      await postLink('check-reset-token', { token });
      return true;
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (isDead(check.error)) return <DeadLink reason="over" isFirst />;
  if (check.error)
    return <FailedState title={forgotten.resetTitle} error={check.error} onRetry={() => void check.refetch()} />;
  if (!check.data)
    return (
      <PageState title={forgotten.resetTitle} isFirst>
        <p className="auth-text" role="status">
          {forgotten.checking}
        </p>
      </PageState>
    );
  return <ChoosePassword token={token} />;
}

function ChoosePassword({ token }: { token: string }) {
  const messages = useMessages();
  const { forgotten, auth, profile } = messages;
  const [password, setPassword] = useState('');
  const [mistake, setMistake] = useState<string | null>(null);
  const reset = useMutation({
    mutationFn: () => postLink('reset-password', { token, newPassword: password }),
    onError: (error) => setMistake(explainRefusal(error, messages).message),
  });

  function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (reset.isPending) return;
    const found = password === '' ? auth.error.missing_new_password : findPasswordMistake(password, messages);
    setMistake(found);
    if (found === null) reset.mutate();
    else focusInput(event.currentTarget, 'password');
  }

  if (reset.isSuccess)
    return (
      <PageState title={forgotten.resetDoneTitle} text={forgotten.resetDoneText}>
        <a className="button button-primary button-large" href="/sign-in">
          {forgotten.signIn}
        </a>
      </PageState>
    );
  if (isDead(reset.error)) return <DeadLink reason="over" isFirst={false} />;
  return (
    <PageState title={forgotten.resetTitle} text={forgotten.resetText} isFirst>
      <form className="auth-form" noValidate onSubmit={submit}>
        <Field label={profile.newPassword} error={mistake} hint={auth.passwordHint}>
          {(field) => <PasswordInput field={field} name="password" isNew value={password} onChange={setPassword} />}
        </Field>
        <button type="submit" className="button button-primary button-large" disabled={reset.isPending}>
          {reset.isPending ? forgotten.resetting : forgotten.reset}
        </button>
      </form>
    </PageState>
  );
}

function isDead(error: unknown): boolean {
  return error instanceof ApiError && ['invalid_token', 'user_not_found'].includes(error.code);
}
