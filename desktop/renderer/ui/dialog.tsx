import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useMessages } from '../i18n/language-context.tsx';

/** A modal dialog: the browser keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog(props: { title: string; onClose: () => void; children: ReactNode }) {
  const { action } = useMessages();
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);

  return (
    <dialog ref={element} className="dialog" aria-labelledby={titleId} onClose={props.onClose}>
      <header className="dialog-header">
        <h2 id={titleId} className="dialog-title">
          {props.title}
        </h2>
        <button type="button" className="icon-button" aria-label={action.close} onClick={props.onClose}>
          <X size={18} aria-hidden />
        </button>
      </header>
      {props.children}
    </dialog>
  );
}
