import { EventEmitter } from 'node:events';
import { CancellableEvent } from './cancellable-event.ts';
import { double, record, requireReady } from './double-state.ts';

interface NotificationOptions {
  id?: string;
  groupId?: string;
  title?: string;
  body?: string;
  silent?: boolean;
  actions?: { type: string; text: string }[];
  hasReply?: boolean;
  replyPlaceholder?: string;
  toastXml?: string;
}

type ActivationArguments = (typeof double.config.toastActivations)[number];

const KNOWN = new Set('id groupId title body silent actions hasReply replyPlaceholder toastXml'.split(' '));

/** The notifications that were shown; weak, since one nobody keeps never reports its click. */
export const notifications: { reference: WeakRef<Notification>; options: NotificationOptions }[] = [];

let activate: ((details: ActivationArguments) => void) | null = null;
let missed = double.config.toastActivations;

/** Somebody clicks a Windows toast, which may be one of an earlier run. */
export function activateToast(details: ActivationArguments): void {
  if (activate) activate(details);
  else missed.push(details);
}

export class Notification extends EventEmitter {
  readonly options: NotificationOptions;
  readonly id: string;
  constructor(options: NotificationOptions = {}) {
    super();
    requireReady('Notification');
    for (const name of Object.keys(options)) if (!KNOWN.has(name)) double.gaps.push(`new Notification({ ${name} })`);
    this.options = options;
    this.id = options.id === undefined || options.id === '' ? crypto.randomUUID() : options.id;
  }
  static isSupported(): boolean {
    return true;
  }
  /** Windows has it alone; what happened before comes at once. */
  static handleActivation =
    double.config.platform === 'win32'
      ? (callback: (details: ActivationArguments) => void): void => {
          activate = callback;
          const waiting = missed;
          missed = [];
          for (const details of waiting) callback(details);
        }
      : undefined;
  show(): void {
    record('notification.show', this.options);
    notifications.push({ reference: new WeakRef(this), options: this.options });
    this.emit('show', new CancellableEvent());
  }
  close(): void {
    record('notification.close', this.id);
    this.emit('close', new CancellableEvent());
  }
}
