import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useAppConfig } from '../services/use-app-config.ts';
import { Field } from '../ui/field.tsx';
import { focusInput } from '../ui/focus-input.ts';
import { PasswordInput } from '../ui/password-input.tsx';
import { EmailField } from './email-field.tsx';
import { explainRefusal, findMistakes, type CredentialField, type Mistake } from './explain-refusal.ts';

/** Email and password, and a name for a new account; says beside each field what is wrong with it. */
export function CredentialsForm(props: {
  isNew: boolean;
  email: string;
  /** What a new account is made with, where not everybody may make one. */
  invitation: string | null;
  /** Puts the caret into the first empty field, as windows of a desktop do. */
  startsInForm: boolean;
  onEmail: (email: string) => void;
}) {
  const { isNew, email, invitation, startsInForm } = props;
  const { platform } = useAppServices();
  const messages = useMessages();
  const { auth, signUp } = messages;
  const config = useAppConfig();
  const domains = isNew && invitation === null ? config.data?.sign_up?.domains.join(', ') : undefined;
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);

  const form = useRef<HTMLFormElement>(null);
  // What is typed later moves the focus nowhere.
  const [start] = useState(isNew ? 'name' : email === '' ? 'email' : 'password');
  useEffect(() => {
    const isTyping = document.activeElement?.matches('.auth-page input') === true;
    if (startsInForm && form.current && !isTyping) focusInput(form.current, start);
  }, [startsInForm, start]);

  const enter = useMutation({
    mutationFn: () => {
      const credentials = { email: email.trim(), password };
      if (!isNew) return platform.signIn(credentials);
      return platform.signUp({ ...credentials, name: name.trim(), ...(invitation === null ? {} : { invitation }) });
    },
    onSuccess: async () => {
      await queryClient.refetchQueries({ queryKey: ['session'] });
      // A server that wants to know whose address it is lets nobody in before.
      if (isNew && queryClient.getQueryData(['session']) === null)
        setMistakes([{ field: null, message: signUp.error.email_not_verified }]);
    },
    onError: (error) => setMistakes([explainRefusal(error, messages)]),
  });

  function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (enter.isPending) return;
    const found = findMistakes({ isNew, name, email, password }, messages);
    setMistakes(found);
    if (found[0]?.field) focusInput(event.currentTarget, found[0].field);
    else enter.mutate();
  }
  const errorOf = (field: CredentialField | null) => mistakes.find((mistake) => mistake.field === field)?.message;
  const refusal = errorOf(null);

  return (
    <form ref={form} className="auth-form" noValidate onSubmit={submit}>
      {isNew && (
        <Field label={auth.name} error={errorOf('name')}>
          {(field) => (
            <input
              {...field}
              className="input"
              name="name"
              autoComplete="name"
              maxLength={100}
              placeholder={auth.namePlaceholder}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      )}
      <EmailField
        error={errorOf('email')}
        {...(domains && { hint: signUp.domains(domains) })}
        autoComplete={isNew ? 'username' : 'username webauthn'}
        value={email}
        onChange={props.onEmail}
      />
      <Field label={auth.password} error={errorOf('password')} {...(isNew ? { hint: auth.passwordHint } : {})}>
        {(field) => (
          <PasswordInput field={field} name="password" isNew={isNew} value={password} onChange={setPassword} />
        )}
      </Field>
      {refusal !== undefined && (
        <p className="form-error" role="alert">
          {refusal}
        </p>
      )}
      <button type="submit" className="button button-primary button-large" disabled={enter.isPending}>
        {enter.isPending ? (isNew ? auth.signingUp : auth.signingIn) : isNew ? auth.signUp : auth.signIn}
      </button>
    </form>
  );
}
