import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { useAppServices } from '../app-services.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { Field, type FieldProps } from '../ui/field.tsx';
import { explainRefusal, findMistake, type CredentialField, type Mistake } from './explain-refusal.ts';

/** Email and password, and a name for a new account; says beside each field what is wrong with it. */
export function CredentialsForm(props: { isNew: boolean; email: string; onEmail: (email: string) => void }) {
  const { isNew, email } = props;
  const { platform } = useAppServices();
  const messages = useMessages();
  const { auth } = messages;
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [mistake, setMistake] = useState<Mistake | null>(null);

  const enter = useMutation({
    mutationFn: () => {
      const credentials = { email: email.trim(), password };
      return isNew ? platform.signUp({ ...credentials, name: name.trim() }) : platform.signIn(credentials);
    },
    onSuccess: () => queryClient.refetchQueries({ queryKey: ['session'] }),
    onError: (error) => setMistake(explainRefusal(error, messages)),
  });

  function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (enter.isPending) return;
    const found = findMistake({ isNew, name, email, password }, messages);
    setMistake(found);
    if (found) focusField(event.currentTarget, found.field);
    else enter.mutate();
  }
  const errorOf = (field: CredentialField) => (mistake?.field === field ? mistake.message : null);

  return (
    <form className="auth-form" noValidate onSubmit={submit}>
      {isNew && (
        <Field label={auth.name} error={errorOf('name')}>
          {(field) => (
            <input
              {...field}
              className="input"
              name="name"
              autoComplete="name"
              maxLength={200}
              placeholder={auth.namePlaceholder}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label={auth.email} error={errorOf('email')}>
        {(field) => (
          <input
            {...field}
            className="input"
            type="email"
            name="email"
            autoComplete="username"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={320}
            value={email}
            onChange={(event) => props.onEmail(event.target.value)}
          />
        )}
      </Field>
      <Field label={auth.password} error={errorOf('password')} {...(isNew ? { hint: auth.passwordHint } : {})}>
        {(field) => <PasswordInput field={field} isNew={isNew} value={password} onChange={setPassword} />}
      </Field>
      {mistake && mistake.field === null && (
        <p className="form-error" role="alert">
          {mistake.message}
        </p>
      )}
      <button type="submit" className="button button-primary button-large" disabled={enter.isPending}>
        {enter.isPending ? (isNew ? auth.signingUp : auth.signingIn) : isNew ? auth.signUp : auth.signIn}
      </button>
    </form>
  );
}

function PasswordInput(props: { field: FieldProps; isNew: boolean; value: string; onChange: (value: string) => void }) {
  const { auth } = useMessages();
  const [isShown, setIsShown] = useState(false);
  return (
    <div className="password">
      <input
        {...props.field}
        className="input"
        type={isShown ? 'text' : 'password'}
        name="password"
        autoComplete={props.isNew ? 'new-password' : 'current-password'}
        maxLength={256}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
      <button
        type="button"
        className="icon-button password-toggle"
        aria-label={isShown ? auth.hidePassword : auth.showPassword}
        aria-pressed={isShown}
        onClick={() => setIsShown(!isShown)}
      >
        {isShown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
      </button>
    </div>
  );
}

function focusField(form: HTMLFormElement, field: CredentialField | null): void {
  const input = field === null ? null : form.elements.namedItem(field);
  if (input instanceof HTMLInputElement) input.focus();
}
