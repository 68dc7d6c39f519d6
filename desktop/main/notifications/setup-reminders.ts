import type { Logger } from 'pino';
import type { DesktopSettings } from '../../ipc-contract.ts';
import type { ParleyApi, TrayTask } from '../server/parley-api.ts';
import type { Speech } from '../ground/speech.ts';
import type { Notice, Notifier } from './notifier.ts';
import type { Scheduler } from '../ground/scheduler.ts';
import { SNOOZES } from './snooze-times.ts';

/** Where nobody says when something is due. */
const ASK_EVERY_MS = 30_000;
const SHOWN_ONE_BY_ONE = 3;
/** As long as a reminder that comes on time may take: asking, and a computer that is busy. */
const ON_TIME_MS = 2 * 60_000;

/** Shows due tasks as notifications of the system. */
export interface Reminders {
  /** Asks the server now: after sleep, or when somebody signed in. */
  ask: () => Promise<void>;
  /** Does what a reminder's button says. */
  act: (taskId: number, button: string) => void;
}

export interface RemindersDeps {
  api: Pick<ParleyApi, 'claimReminders' | 'completeTask' | 'snoozeReminder'>;
  notifier: Pick<Notifier, 'isQuiet' | 'show'>;
  accountId: () => string | null;
  /** Whether the server says when something is due. */
  isLive: () => boolean;
  settings: () => DesktopSettings;
  speech: Speech;
  openTask: (id: number) => void;
  onChanged: () => void;
  scheduler: Scheduler;
  logger: Logger;
}

/** Asks the server, which hands each due task to one desktop only: every half minute unless it says when. */
export function setupReminders(deps: RemindersDeps): Reminders {
  const ask = async (): Promise<void> => {
    const accountId = deps.accountId();
    if (accountId === null || deps.notifier.isQuiet()) return;
    const due = await deps.api.claimReminders().catch((error: unknown) => {
      deps.logger.debug({ err: error }, 'reminders could not be asked for');
      return [];
    });
    // Task 12 of one account is not task 12 of another, and its buttons would act on that one.
    if (accountId !== deps.accountId()) return;
    if (due.length > SHOWN_ONE_BY_ONE) deps.notifier.show(describeMany(due, deps));
    else for (const task of due) deps.notifier.show(describeOne(task, deps));
    if (due.length > 0) deps.onChanged();
  };
  const change = (taskId: number, what: Promise<void>): void => {
    void what.then(deps.onChanged, (error: unknown) => {
      deps.logger.warn({ err: error }, 'a reminder’s button did not work');
      deps.openTask(taskId);
    });
  };
  deps.scheduler.every(ASK_EVERY_MS, () => void (deps.isLive() || ask()));
  return {
    ask,
    act: (taskId, button) => {
      if (button === 'done') return change(taskId, deps.api.completeTask(taskId));
      const snooze = SNOOZES.find(({ label }) => label === button);
      if (!snooze) return deps.openTask(taskId);
      const until = snooze.until(new Date(deps.scheduler.now())).toISOString();
      change(taskId, deps.api.snoozeReminder(taskId, until));
    },
  };
}

function describeOne(task: TrayTask, { settings, speech, scheduler }: RemindersDeps): Notice {
  const words = speech.messages().reminder;
  const text = settings().hideNotificationContent
    ? { title: 'Parley', body: words.hidden }
    : { title: task.title, body: isDueNow(task, scheduler.now()) ? words.dueNow : (task.due ?? words.dueNow) };
  return {
    ...text,
    link: `parley://task/${task.id}`,
    buttons: [
      { name: 'done', label: words.done },
      ...SNOOZES.map(({ label }) => ({ name: label, label: words[label] })),
      { name: 'open', label: words.open },
    ],
    reply: null,
  };
}

function isDueNow({ due_at: dueAt }: TrayTask, now: number): boolean {
  if (dueAt === null) return false;
  const late = now - Date.parse(dueAt);
  return late >= 0 && late < ON_TIME_MS;
}

/** One notification for many tasks, such as after a weekend. */
function describeMany(tasks: TrayTask[], { settings, speech }: RemindersDeps): Notice {
  const words = speech.messages().reminder;
  return {
    link: null,
    title: words.many(tasks.length),
    body: settings().hideNotificationContent ? words.manyHidden : tasks.map(({ title }) => title).join(', '),
    buttons: [],
    reply: null,
  };
}
