import { EventEmitter } from 'node:events';
import { CancellableEvent } from './cancellable-event.ts';
import { record, requireReady } from './double-state.ts';

interface NotificationOptions {
  title?: string;
  body?: string;
  silent?: boolean;
  actions?: { type: string; text: string }[];
}

/** The notifications that were shown; weak, since one nobody keeps never reports its click. */
export const notifications: { reference: WeakRef<Notification>; options: NotificationOptions }[] = [];

/** Electron's `Notification`. */
export class Notification extends EventEmitter {
  readonly options: NotificationOptions;
  constructor(options: NotificationOptions = {}) {
    super();
    requireReady('Notification');
    this.options = options;
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    record('notification.show', this.options);
    notifications.push({ reference: new WeakRef(this), options: this.options });
    this.emit('show', new CancellableEvent());
  }
  close(): void {
    this.emit('close', new CancellableEvent());
  }
}
