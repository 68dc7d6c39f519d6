import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import { forgetVisitor } from '../auth/returning-visitor.ts';
import { describeError } from '../client/describe-error.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useUser } from '../session/session-context.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';

/** Leaving for good, behind a word that has to be typed. */
export function DangerSection() {
  const { profile } = useMessages();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section className="card card-danger" aria-labelledby="danger-title">
      <h2 id="danger-title" className="card-title">
        {profile.danger}
      </h2>
      <div className="setting">
        <p className="setting-text">{profile.dangerText}</p>
        <button type="button" className="button button-danger" onClick={() => setIsOpen(true)}>
          {profile.deleteAccount}
        </button>
      </div>
      {isOpen && <DeleteDialog onClose={() => setIsOpen(false)} />}
    </section>
  );
}

function DeleteDialog({ onClose }: { onClose: () => void }) {
  const messages = useMessages();
  const { profile, action } = messages;
  const { api, platform } = useAppServices();
  const user = useUser();
  const [typed, setTyped] = useState('');
  const isConfirmed = typed.trim().toLowerCase() === profile.deleteWord;
  const remove = useMutation({
    mutationFn: () => api.json(z.unknown(), `/api/${encodeURIComponent(user.id)}`, { method: 'DELETE' }),
    onSuccess: async () => {
      // The session went with the account; what this device remembers of it goes too.
      await platform.signOut().catch(() => undefined);
      forgetVisitor();
      location.replace('/sign-up');
    },
  });
  return (
    <Dialog title={profile.deleteTitle} onClose={onClose}>
      <form
        className="dialog-body"
        onSubmit={(event) => {
          event.preventDefault();
          if (isConfirmed && !remove.isPending) remove.mutate();
        }}
      >
        <p>{profile.deleteText(user.email)}</p>
        <Field
          label={profile.deleteType(profile.deleteWord)}
          error={remove.error && describeError(remove.error, messages)}
        >
          {(field) => (
            <input
              {...field}
              className="input"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <div className="form-actions">
          <button type="submit" className="button button-danger" disabled={!isConfirmed || remove.isPending}>
            {remove.isPending ? profile.deleting : profile.deleteNow}
          </button>
          <button type="button" className="button button-quiet" onClick={onClose}>
            {action.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
