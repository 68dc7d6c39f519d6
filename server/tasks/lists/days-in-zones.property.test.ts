import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listTasks } from '../../mcp/tools/list-tasks.ts';
import type { TaskView } from '../task-fields.ts';
import { openTestTools, type ToolUser } from '../../testing/test-tools.ts';
import { resolveTaskFilter } from './task-filter.ts';
import { summarizeTasks } from './summarize-tasks.ts';

const { database, addUser } = await openTestTools();

const ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Kathmandu',
  'America/Havana',
  'Australia/Lord_Howe',
];
const DAY_MS = 86_400_000;

/** A task by how many days from today and at which minute it is due, said there or here; no minute is a day, no day no date. */
const due = fc.option(
  fc.record({
    days: fc.constantFrom(-3, -1, 0, 0, 1, 2, 5, 9),
    isHere: fc.boolean(),
    minute: fc.option(fc.constantFrom(0, 0, 1, 540, 1439), { nil: null }),
  }),
);
const someTasks = fc.array(
  fc.record({ due, status: fc.constantFrom('pending', 'completed'), priority: fc.constantFrom('low', 'high', null) }),
  { minLength: 10, maxLength: 40, size: 'max' },
);
/** Midnight in the zone of who asks, a minute before and after it, and anything else; around the days the clocks change too. */
const moments = fc.record({
  day: fc.constantFrom(
    '2026-12-07',
    '2026-10-25',
    '2026-11-01',
    '2026-03-29',
    '2026-04-05',
    '2027-01-01',
    '2028-02-29',
  ),
  seconds: fc.constantFrom(-60, -1, 0, 1, 60, 32_399, 50_000),
});

/** The date on a wall, as text. */
function dateIn(at: Date | number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}

/** The first second of a date in a zone, found by looking at clocks. */
function midnightOf(day: string, timeZone: string): number {
  let [before, after] = [Date.parse(day) - 15 * 3_600_000, Date.parse(day) + 15 * 3_600_000];
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (dateIn(middle, timeZone) < day) before = middle;
    else after = middle;
  }
  return after;
}

const dayAhead = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

interface Seen {
  id: number;
  on: string | null;
  at: number | null;
  isDone: boolean;
  rank: number;
  /** The day that the reader sees it on; the last of all without a date. */
  day: string;
}

async function insert(user: ToolUser, tasks: readonly Omit<Seen, 'day'>[], saidIn: string, now: Date): Promise<void> {
  const rows = tasks.map(({ id, on, at, isDone, rank }) => ({
    userId: user.id,
    id,
    title: `Task ${id}`,
    dueOn: on,
    dueAt: at === null ? null : new Date(at),
    dueZone: at === null ? null : saidIn,
    status: isDone ? 'completed' : 'pending',
    completedAt: isDone ? now : null,
    priority: rank === 0 ? 'high' : rank === 2 ? 'low' : null,
  }));
  await database.batchInsert('tasks', rows, 100);
}

async function list(user: ToolUser, args: object, place: { timeZone: string; now: Date }): Promise<TaskView[]> {
  const found: TaskView[] = [];
  let after: string | undefined;
  for (;;) {
    const page = listTasks.output.parse(await user.call('list_tasks', { ...args, ...(after && { after }) }, place));
    found.push(...page.tasks);
    expect(page.total).toBeGreaterThanOrEqual(found.length);
    if (!page.has_more) return found;
    after = page.after;
  }
}

/** A day before the times on it, high before none before low... as a person would put them, by the texts on the wall. */
function compare(a: Seen, b: Seen): number {
  return (
    Number(a.isDone) - Number(b.isDone) ||
    a.day.localeCompare(b.day) ||
    Number(a.at !== null) - Number(b.at !== null) ||
    (a.at ?? 0) - (b.at ?? 0) ||
    a.rank - b.rank ||
    a.id - b.id
  );
}

test(
  'a day is that day, and a time its instant, for whoever asks, wherever and whenever',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        someTasks,
        fc.constantFrom(...ZONES),
        fc.constantFrom(...ZONES),
        moments,
        fc.integer({ min: 2, max: 6 }),
        async (drawn, saidIn, timeZone, moment, limit) => {
          const user = await addUser();
          const now = new Date(midnightOf(moment.day, timeZone) + moment.seconds * 1000);
          const place = { timeZone, now };
          const today = dateIn(now, timeZone);
          const rows = drawn.map(({ due: said, status, priority }, index) => {
            const on = said && dayAhead(today, said.days);
            const at =
              on !== null && said?.minute != null
                ? midnightOf(on, said.isHere ? timeZone : saidIn) + said.minute * 60_000
                : null;
            const day = on === null ? '9' : at === null ? on : dateIn(at, timeZone);
            const rank = priority === null ? 3 : priority === 'high' ? 0 : 2;
            return { id: index + 1, on: at === null ? on : null, at, isDone: status === 'completed', rank, day };
          });
          await insert(user, rows, saidIn, now);
          const isLate = ({ on, at, isDone }: Seen) =>
            !isDone && (at === null ? on !== null && on < today : at < now.getTime());

          const shown = await list(user, { status: 'all', limit }, place);
          const sorted = rows.toSorted(compare);
          expect(shown.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
          for (const [index, row] of sorted.entries()) {
            const words =
              row.at === null
                ? row.on &&
                  new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(row.on))
                : new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'short', timeZone })
                    .format(row.at)
                    .replaceAll(/[\u00A0\u202F]/gu, ' ');
            expect(shown[index]).toMatchObject({ due_on: row.on, due: words, overdue: isLate(row) });
          }

          const open = sorted.filter(({ isDone }) => !isDone);
          const week = { from: dayAhead(today, 2), to: dayAhead(today, 5) };
          const filters: [string, (row: Seen) => boolean][] = [
            ['today', ({ day }) => day === today],
            ['tomorrow', ({ day }) => day === dayAhead(today, 1)],
            [dayAhead(today, -1), ({ day }) => day === dayAhead(today, -1)],
            [`${week.from}/${week.to}`, ({ day }) => day >= week.from && day <= week.to],
            [`${week.from}/..`, ({ day }) => day >= week.from && day !== '9'],
            ['overdue', isLate],
            ['none', ({ day }) => day === '9'],
            ['next 3 hours', ({ at }) => at !== null && at >= now.getTime() && at < now.getTime() + 3 * 3_600_000],
          ];
          for (const [phrase, keeps] of filters) {
            const kept = await list(user, { due: phrase, limit }, place);
            expect(
              kept.map(({ id }) => id),
              phrase,
            ).toEqual(open.filter(keeps).map(({ id }) => id));
            const filter = resolveTaskFilter({ due: phrase }, { ...place, locale: 'en-US' });
            const counted = await summarizeTasks(database, user.id, filter, place);
            expect(counted.open, phrase).toBe(kept.length);
          }
        },
      ),
      { numRuns: 10, seed: 20261207 },
    );
  },
);
