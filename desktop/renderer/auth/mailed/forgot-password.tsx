import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { describeError } from '../../client/describe-error.ts';
import { useMessages } from '../../i18n/language-context.tsx';
import { useAppConfig } from '../../services/use-app-config.ts';
import { focusInput } from '../../ui/focus-input.ts';
import { EmailField } from '../email-field.tsx';
import { findMistakes } from '../explain-refusal.ts';
import { FailedState } from './failed-state.tsx';
import { PageState } from './page-state.tsx';
import { postLink } from './post-link.ts';

/** Has a link sent to whoever has forgotten a password, or says whom to ask for one. */
export function ForgotPassword() {
  const { forgotten } = useMessages();
  const config = useAppConfig();
  if (config.error)
    return <FailedState title={forgotten.title} error={config.error} onRetry={() => void config.refetch()} />;
  if (!config.data) return <PageState title={forgotten.title} isFirst />;
  if (config.data.mail === true) return <SendLink />;
  const contact = config.data.operator_contact;
  return (
    <PageState title={forgotten.title} text={forgotten.noMailText} isFirst>
      <p className="auth-text">{contact ? forgotten.ask(contact) : forgotten.askOperator}</p>
      <BackToSignIn />
    </PageState>
  );
}

function SendLink() {
  const messages = useMessages();
  const { forgotten } = messages;
  const [email, setEmail] = useState('');
  const [mistake, setMistake] = useState<string | null>(null);
  const [isAgain, setAgain] = useState(false);
  const send = useMutation({
    mutationFn: () => postLink('request-password-reset', { email: email.trim() }),
    onError: (error) => setMistake(describeError(error, messages)),
  });

  function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (send.isPending) return;
    const found = findMistakes({ isNew: false, name: '', email, password: 'none' }, messages)[0]?.message ?? null;
    setMistake(found);
    if (found === null) send.mutate();
    else focusInput(event.currentTarget, 'email');
  }

  if (send.isSuccess)
    return (
      <PageState key="sent" title={forgotten.sentTitle} text={forgotten.sentText(email.trim())}>
        <button
          type="button"
          className="button button-large"
          onClick={() => {
            setAgain(true);
            send.reset();
          }}
        >
          {forgotten.again}
        </button>
        <BackToSignIn />
      </PageState>
    );
  return (
    <PageState title={forgotten.title} text={forgotten.text} isFirst={!isAgain}>
      <form className="auth-form" noValidate onSubmit={submit}>
        <EmailField error={mistake} autoComplete="username" value={email} onChange={setEmail} />
        <button type="submit" className="button button-primary button-large" disabled={send.isPending}>
          {send.isPending ? forgotten.sending : forgotten.send}
        </button>
      </form>
      <BackToSignIn />
    </PageState>
  );
}

function BackToSignIn() {
  const { forgotten } = useMessages();
  return (
    <p className="auth-switch">
      <a href="/sign-in">{forgotten.toSignIn}</a>
    </p>
  );
}
