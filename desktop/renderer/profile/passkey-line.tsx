import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import { describeError } from '../client/describe-error.ts';
import { useSpeech } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';

/** What the server tells of a passkey. */
export const passkey = z.object({ id: z.string(), name: z.nullish(z.string()), createdAt: z.nullish(z.string()) });

/** One passkey, to be renamed or removed. */
export function PasskeyLine(props: { passkey: z.infer<typeof passkey>; onChanged: () => void }) {
  const { messages, locale } = useSpeech();
  const { passkeys } = messages;
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null);
  const { createdAt } = props.passkey;
  const name = props.passkey.name ?? passkeys.defaultName;
  const close = () => setOpen(null);
  return (
    <div className="setting">
      <p className="setting-text">
        {name}
        {createdAt &&
          ` · ${passkeys.since(new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(createdAt)))}`}
      </p>
      <div className="form-actions">
        <button
          type="button"
          className="button"
          aria-label={passkeys.renameLabel(name)}
          onClick={() => setOpen('rename')}
        >
          {passkeys.rename}
        </button>
        <button
          type="button"
          className="button"
          aria-label={passkeys.removeLabel(name)}
          onClick={() => setOpen('remove')}
        >
          {passkeys.remove}
        </button>
      </div>
      {open !== null && (
        <ChangeDialog change={open} id={props.passkey.id} name={name} onClose={close} onChanged={props.onChanged} />
      )}
    </div>
  );
}

function ChangeDialog(props: {
  change: 'rename' | 'remove';
  id: string;
  name: string;
  onClose: () => void;
  onChanged: () => void;
}) {
  const { messages } = useSpeech();
  const { passkeys, action } = messages;
  const { api } = useAppServices();
  const { change, id } = props;
  const isRename = change === 'rename';
  const [name, setName] = useState(props.name);
  const save = useMutation({
    mutationFn: () =>
      api.json(z.unknown(), `/api/auth/passkey/${isRename ? 'update' : 'delete'}-passkey`, {
        method: 'POST',
        body: isRename ? { id, name: name.trim() } : { id },
      }),
    onSuccess: () => {
      props.onChanged();
      props.onClose();
    },
  });
  const error = save.error && describeError(save.error, messages);
  return (
    <Dialog
      title={isRename ? passkeys.renameLabel(props.name) : passkeys.removeTitle(props.name)}
      onClose={props.onClose}
    >
      <form
        className="dialog-body"
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending && name.trim() !== '') save.mutate();
        }}
      >
        {isRename ? (
          <Field label={passkeys.name} error={error}>
            {(field) => (
              <input
                {...field}
                className="input"
                maxLength={100}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        ) : (
          <>
            <p>{passkeys.removeText}</p>
            {error && (
              <p className="form-error" role="alert">
                {error}
              </p>
            )}
          </>
        )}
        <div className="form-actions">
          <button
            type="submit"
            className={isRename ? 'button button-primary' : 'button button-danger'}
            disabled={save.isPending}
          >
            {isRename ? action.save : passkeys.remove}
          </button>
          <button type="button" className="button button-quiet" onClick={props.onClose}>
            {action.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
