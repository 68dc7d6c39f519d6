import { Notification } from 'electron';
import type { Logger } from 'pino';
import type { DesktopSettings } from '../../ipc-contract.ts';
import type { ParleyApi, TrayTask } from '../api/parley-api.ts';
import type { Speech } from '../i18n/speech.ts';
import type { Scheduler } from '../scheduler.ts';
import { describeManyReminders, describeReminder } from './reminder-text.ts';
import { SNOOZES } from './snooze-times.ts';

const ASK_EVERY_MS = 30_000;
const SHOWN_ONE_BY_ONE = 3;
const DONE = 0;

/** Shows due tasks as notifications of the system. */
export interface Reminders {
  /** Asks the server now: after sleep, or when somebody signed in. */
  ask: () => Promise<void>;
}

/** What reminders need. */
export interface RemindersDeps {
  api: Pick<ParleyApi, 'claimReminders' | 'completeTask' | 'snoozeReminder'>;
  isSignedIn: () => boolean;
  settings: () => DesktopSettings;
  speech: Speech;
  openTask: (id: number) => void;
  openDashboard: () => void;
  onChanged: () => void;
  scheduler: Scheduler;
  logger: Logger;
}

/** Starts asking the server, which hands each due task to one desktop only. */
export function setupReminders(deps: RemindersDeps): Reminders {
  // A notification that is garbage collected never reports its click.
  const shown = new Set<Notification>();
  const present = (notification: Notification): void => {
    shown.add(notification);
    notification.on('close', () => shown.delete(notification));
    notification.on('failed', (_event, reason) => {
      shown.delete(notification);
      deps.logger.warn({ reason }, 'a notification could not be shown');
    });
    notification.show();
  };
  const ask = async (): Promise<void> => {
    if (!deps.isSignedIn() || !Notification.isSupported() || isQuiet(deps)) return;
    const due = await deps.api.claimReminders().catch((error: unknown) => {
      deps.logger.debug({ err: error }, 'reminders could not be asked for');
      return [];
    });
    if (due.length > SHOWN_ONE_BY_ONE) present(notifyMany(due, deps));
    else for (const task of due) present(notifyOne(task, deps));
    if (due.length > 0) deps.onChanged();
  };
  deps.scheduler.every(ASK_EVERY_MS, () => void ask());
  return { ask };
}

function isQuiet(deps: RemindersDeps): boolean {
  const { notifications, notificationsPausedUntil: until } = deps.settings();
  return !notifications || (until !== null && Date.parse(until) > deps.scheduler.now());
}

function notifyOne(task: TrayTask, deps: RemindersDeps): Notification {
  const words = deps.speech.messages().reminder;
  const notification = new Notification({
    ...describeReminder(task, deps.settings().hideNotificationContent, words, process.platform),
    actions: [
      { type: 'button', text: words.done },
      ...SNOOZES.map(({ label }) => ({ type: 'button', text: words[label] }) as const),
    ],
  });
  const change = (what: Promise<void>): void => {
    void what.then(deps.onChanged, (error: unknown) => {
      deps.logger.warn({ err: error }, 'a reminder’s button did not work');
      deps.openTask(task.id);
    });
  };
  notification.on('click', () => deps.openTask(task.id));
  notification.on('action', ({ actionIndex }) => {
    if (actionIndex === DONE) return change(deps.api.completeTask(task.id));
    const snooze = SNOOZES[actionIndex - 1];
    if (snooze) change(deps.api.snoozeReminder(task.id, snooze.until(new Date(deps.scheduler.now())).toISOString()));
  });
  return notification;
}

function notifyMany(tasks: TrayTask[], deps: RemindersDeps): Notification {
  const notification = new Notification(
    describeManyReminders(
      tasks,
      deps.settings().hideNotificationContent,
      deps.speech.messages().reminder,
      process.platform,
    ),
  );
  notification.on('click', deps.openDashboard);
  return notification;
}
