import type { Logger } from 'pino';
import { compareDue } from '../../due-day.ts';
import type { ParleyApi, TrayTask } from '../server/parley-api.ts';
import type { NativeMessages } from '../../words/en/native.ts';
import type { Scheduler } from '../ground/scheduler.ts';

/** Where nobody says what changes. */
const REFRESH_MS = 5 * 60_000;
const MINUTE_MS = 60_000;
/** What is changed from here may take a while to be so; what the server tells of is. */
const SETTLE_MS = 1500;
const GATHERED_MS = 250;
const NEXT_TASKS = 5;

/** What the tray shows about today. */
export interface TodaySummary {
  /** Pending tasks due today or overdue. */
  count: number;
  /** How many of them are overdue. */
  overdue: number;
  next: TrayTask[];
}

/** Keeps the tray's summary fresh. */
export interface Today {
  /** Null until the server told for the account in use. */
  summary: () => TodaySummary | null;
  /** Something may have changed: looks again, once, after things settle. */
  refreshSoon: () => void;
  refresh: () => Promise<void>;
}

const NOTHING: TodaySummary = { count: 0, overdue: 0, next: [] };

/** Follows what is due, and asks every few minutes where nobody says what changes; shows nothing while nobody is signed in. */
export function setupToday(deps: {
  api: Pick<ParleyApi, 'countTasks' | 'listTasks'>;
  accountId: () => string | null;
  /** Whether `refreshSoon` is called for whatever changes. */
  isLive: () => boolean;
  scheduler: Scheduler;
  onChange: () => void;
  logger: Logger;
}): Today {
  let known: { accountId: string | null; summary: TodaySummary } = { accountId: null, summary: NOTHING };
  let isComing = false;
  const refresh = async (): Promise<void> => {
    const accountId = deps.accountId();
    try {
      const summary = accountId === null ? NOTHING : await load(deps.api);
      if (accountId !== deps.accountId()) return;
      known = { accountId, summary };
    } catch (error) {
      deps.logger.debug({ err: error }, 'the tasks of today could not be loaded');
      return;
    }
    deps.onChange();
  };
  deps.scheduler.every(REFRESH_MS, () => void (deps.isLive() || refresh()));
  // A new day, or a time that has come, changes what is due without anybody changing a task.
  let lookedAt = deps.scheduler.now();
  deps.scheduler.every(MINUTE_MS, () => {
    const now = deps.scheduler.now();
    const cameDue = ({ due_at: dueAt }: TrayTask): boolean =>
      dueAt !== null && Date.parse(dueAt) > lookedAt && Date.parse(dueAt) <= now;
    const isNewDay = new Date(now).toDateString() !== new Date(lookedAt).toDateString();
    if (isNewDay || known.summary.next.some(cameDue)) void refresh();
    lookedAt = now;
  });
  return {
    // Task 12 of one account is not task 12 of another.
    summary: () => (known.accountId === deps.accountId() ? known.summary : null),
    refresh,
    refreshSoon: () => {
      // Told of one change after another, it looks in between.
      if (isComing) return;
      isComing = true;
      deps.scheduler.after(deps.isLive() ? GATHERED_MS : SETTLE_MS, () => {
        isComing = false;
        void refresh();
      });
    },
  };
}

/** What is due in words, as menu, tooltip and badge say it: what is late is not called due today. */
export function describeDue(
  summary: TodaySummary | null,
  words: Pick<NativeMessages['tooltip'], 'due' | 'overdue'>,
): string[] {
  if (summary === null) return [];
  const { count, overdue } = summary;
  const today = count - overdue;
  return [...(today > 0 || overdue === 0 ? [words.due(today)] : []), ...(overdue > 0 ? [words.overdue(overdue)] : [])];
}

async function load(api: Pick<ParleyApi, 'countTasks' | 'listTasks'>): Promise<TodaySummary> {
  const [counts, overdue, today] = await Promise.all([
    api.countTasks(),
    api.listTasks({ status: 'pending', due: 'overdue' }, NEXT_TASKS),
    // Among those of today are some that are overdue by now.
    api.listTasks({ status: 'pending', due: 'today' }, 2 * NEXT_TASKS),
  ]);
  const pressing = new Map([...overdue, ...today].map((task) => [task.id, task]));
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const next = [...pressing.values()].toSorted((a, b) => compareDue(a, b, timeZone));
  return { count: counts.overdue + counts.today, overdue: counts.overdue, next: next.slice(0, NEXT_TASKS) };
}
