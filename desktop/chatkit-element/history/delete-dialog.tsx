import { useEffect, useRef } from 'react';
import { useStrings } from '../session/session-hooks.tsx';

/** Asks before a thread is deleted. The browser's own dialog keeps the focus inside and gives it back. */
export function DeleteDialog({
  title,
  onCancel,
  onConfirm,
}: {
  title: string;
  onCancel: () => void;
  onConfirm: () => void;
}) {
  const strings = useStrings();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const question = strings.deleteQuestion.replace('{title}', title);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      role="alertdialog"
      aria-label={question}
      onCancel={onCancel}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <p className="dialog-title">{question}</p>
      <p>{strings.deleteWarning}</p>
      <div className="dialog-bar">
        <button type="button" className="button" onClick={onCancel}>
          {strings.cancel}
        </button>
        <button type="button" className="button button-danger" onClick={onConfirm}>
          {strings.delete}
        </button>
      </div>
    </dialog>
  );
}
