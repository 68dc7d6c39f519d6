import { X } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { useMessages } from '../i18n/language-context.tsx';
import { ToastContext, type Toast } from './toast-context.tsx';

const LIFETIME_MS = 8_000;
/** More would cover the page; the oldest goes first. */
const MAX_TOASTS = 3;

/** Shows toasts above everything inside; they wait while the pointer or the focus is on them. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly (Toast & { id: number })[]>([]);
  const nextId = useRef(1);
  const show = useCallback((toast: Toast) => {
    const id = nextId.current++;
    setToasts((before) => [...before, { ...toast, id }].slice(-MAX_TOASTS));
  }, []);
  const remove = useCallback((id: number) => setToasts((before) => before.filter((toast) => toast.id !== id)), []);

  return (
    <ToastContext value={show}>
      {children}
      <div
        className="toasts"
        role="status"
        aria-live="polite"
        aria-atomic="false"
        tabIndex={-1}
        data-pane={toasts.length > 0 ? true : undefined}
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onDone={() => remove(toast.id)} />
        ))}
      </div>
    </ToastContext>
  );
}

function ToastCard({ toast, onDone }: { toast: Toast; onDone: () => void }) {
  const { action } = useMessages();
  const [isHeld, setIsHeld] = useState(false);
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  }, [onDone]);

  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(() => done.current(), LIFETIME_MS);
    return () => clearTimeout(timer);
  }, [isHeld]);

  return (
    <div
      className={toast.tone === 'danger' ? 'toast toast-danger' : 'toast'}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <p className="toast-message">{toast.message}</p>
      {toast.action && (
        <button
          type="button"
          className="toast-action"
          onClick={() => {
            toast.action?.run();
            onDone();
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button type="button" className="toast-close" aria-label={action.dismiss} onClick={onDone}>
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}
