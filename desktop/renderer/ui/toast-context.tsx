import { createContext, use } from 'react';

/** A short message at the edge of the window that goes away by itself. */
export interface Toast {
  readonly message: string;
  readonly tone?: 'plain' | 'danger';
  /** Offered as a button; the toast goes when it is used. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Holds the way to show a toast; `ToastProvider` fills it. */
export const ToastContext = createContext<((toast: Toast) => void) | null>(null);

/** The way to show a toast. */
export function useToast(): (toast: Toast) => void {
  const show = use(ToastContext);
  if (!show) throw new Error('useToast outside of ToastProvider');
  return show;
}
