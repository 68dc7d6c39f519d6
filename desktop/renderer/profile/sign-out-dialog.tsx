import { describeError } from '../client/describe-error.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** Asks before somebody is signed out elsewhere. */
export function SignOutDialog(props: {
  title: string;
  error: Error | null;
  isPending: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const messages = useMessages();
  const { devices: words, action } = messages;
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        className="dialog-body"
        onSubmit={(event) => {
          event.preventDefault();
          if (!props.isPending) props.onConfirm();
        }}
      >
        <p>{words.confirmText}</p>
        {props.error && (
          <p className="form-error" role="alert">
            {describeError(props.error, messages)}
          </p>
        )}
        <div className="form-actions">
          <button type="submit" className="button button-danger" disabled={props.isPending}>
            {words.signOut}
          </button>
          <button type="button" className="button button-quiet" onClick={props.onClose}>
            {action.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
