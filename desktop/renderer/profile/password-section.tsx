import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import type { Messages } from '../../words/en/messages.ts';
import { explainRefusal, findPasswordMistake } from '../auth/explain-refusal.ts';
import { ApiError } from '../client/api-error.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useUser } from '../session/session-context.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { focusInput } from '../ui/focus-input.ts';
import { PasswordInput } from '../ui/password-input.tsx';
import { useToast } from '../ui/toast-context.tsx';

/** A new password in place of the old one. */
export function PasswordSection() {
  const { profile } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className="card" aria-labelledby="password-title">
      <h2 id="password-title" className="card-title">
        {profile.password}
      </h2>
      <div className="setting">
        <p className="setting-text">{profile.passwordText}</p>
        <button type="button" className="button" onClick={() => setIsOpen(true)}>
          {profile.changePassword}
        </button>
      </div>
      {isOpen && <PasswordDialog onClose={() => setIsOpen(false)} />}
    </section>
  );
}

/** What is wrong: with the current password, with the new one, or with neither. */
type Mistakes = { readonly [Place in 'current' | 'next' | 'form']?: string | null };

function PasswordDialog({ onClose }: { onClose: () => void }) {
  const messages = useMessages();
  const { profile, action, auth } = messages;
  const { api } = useAppServices();
  const user = useUser();
  const toast = useToast();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [mistakes, setMistakes] = useState<Mistakes>({});
  const change = useMutation({
    mutationFn: () =>
      api.json(z.unknown(), '/api/auth/change-password', {
        method: 'POST',
        body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
      }),
    onSuccess: () => {
      toast({ message: profile.passwordChanged });
      onClose();
    },
    onError: (error) => setMistakes(placeRefusal(error, messages)),
  });

  function submit(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (change.isPending) return;
    const found = {
      current: current === '' ? auth.error.missing_password : null,
      next: next === '' ? auth.error.missing_new_password : findPasswordMistake(next, messages),
    };
    setMistakes(found);
    if (found.current === null && found.next === null) change.mutate();
    else focusInput(event.currentTarget, found.current === null ? 'next' : 'current');
  }

  return (
    <Dialog title={profile.passwordTitle} onClose={onClose}>
      <form className="dialog-body" noValidate onSubmit={submit}>
        {/* Tells password managers whose password this is. */}
        <input type="text" name="email" autoComplete="username" value={user.email} readOnly hidden />
        <Field label={profile.currentPassword} error={mistakes.current}>
          {(field) => (
            <PasswordInput field={field} name="current" isNew={false} value={current} onChange={setCurrent} />
          )}
        </Field>
        <Field label={profile.newPassword} error={mistakes.next} hint={auth.passwordHint}>
          {(field) => <PasswordInput field={field} name="next" isNew value={next} onChange={setNext} />}
        </Field>
        {mistakes.form && (
          <p className="form-error" role="alert">
            {mistakes.form}
          </p>
        )}
        <div className="form-actions">
          <button type="submit" className="button button-primary" disabled={change.isPending}>
            {change.isPending ? action.saving : profile.changePasswordNow}
          </button>
          <button type="button" className="button button-quiet" onClick={onClose}>
            {action.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function placeRefusal(refusal: unknown, messages: Messages): Mistakes {
  if (refusal instanceof ApiError && refusal.code === 'invalid_password')
    return { current: messages.auth.error.invalid_password };
  const { field, message } = explainRefusal(refusal, messages);
  return field === 'password' ? { next: message } : { form: message };
}
