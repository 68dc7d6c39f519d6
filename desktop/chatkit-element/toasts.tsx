import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useChat, useSession, useStrings } from './session/session-hooks.tsx';
import { dismissToast } from './state/show-toast.ts';

/** Short messages about something that just failed; each leaves by itself. */
export function Toasts() {
  const toasts = useChat((state) => state.toasts);
  return (
    <div className="toasts" role="status">
      {toasts.map((toast) => (
        <Toast key={toast.id} {...toast} />
      ))}
    </div>
  );
}

function Toast({ id, text }: { id: number; text: string }) {
  const session = useSession();
  const strings = useStrings();
  useEffect(() => {
    const timer = setTimeout(() => dismissToast(session.store, id), TOAST_MS);
    return () => clearTimeout(timer);
  }, [session, id]);
  return (
    <div className="toast">
      <span>{text}</span>
      <button
        type="button"
        className="icon-button icon-button-sm"
        aria-label={strings.close}
        onClick={() => dismissToast(session.store, id)}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}

const TOAST_MS = 6000;
