import { useState } from 'react';
import { describeError } from '../client/describe-error.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useUser } from '../session/session-context.tsx';
import { useChangeUser } from '../session/use-session.ts';
import { Field } from '../ui/field.tsx';
import { useToast } from '../ui/toast-context.tsx';
import { UnconfirmedAddress } from './unconfirmed-address.tsx';

/** Who the account belongs to. */
export function AccountSection() {
  const messages = useMessages();
  const { profile, action, auth } = messages;
  const user = useUser();
  const change = useChangeUser();
  const toast = useToast();
  const [name, setName] = useState(user.name);
  const isChanged = name.trim() !== user.name;
  const isEmpty = name.trim() === '';

  return (
    <section className="card" aria-labelledby="account-title">
      <h2 id="account-title" className="card-title">
        {profile.account}
      </h2>
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isEmpty && isChanged) {
            change.mutate({ name: name.trim() }, { onSuccess: () => toast({ message: profile.saved }) });
          }
        }}
      >
        <Field
          label={profile.name}
          error={isEmpty ? auth.error.missing_name : change.error && describeError(change.error, messages)}
        >
          {(field) => (
            <div className="input-row">
              <input
                {...field}
                className="input"
                autoComplete="name"
                maxLength={100}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
              <button type="submit" className="button" disabled={!isChanged || isEmpty || change.isPending}>
                {change.isPending ? action.saving : action.save}
              </button>
            </div>
          )}
        </Field>
        <div className="field">
          <span className="field-label">{profile.email}</span>
          <span className="field-value">{user.email}</span>
          <UnconfirmedAddress />
        </div>
      </form>
    </section>
  );
}
