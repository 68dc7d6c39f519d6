import { describe, expect, test } from 'vitest';
import {
  dayOf,
  first,
  isDate,
  isLastOf,
  isLastOfMonth,
  isNth,
  isOn,
  isWorkday,
  weekday,
  write,
} from '../../testing/plain-days.ts';
import { startTestServer } from '../../testing/test-server.ts';
import { openDoors } from '../../testing/three-doors.ts';

const HOUR_MS = 3_600_000;

/** The clock is read once; in this zone it is past ten in the morning, so nothing changes its meaning while the tests run. */
const NOW = Date.now();
const UTC_HOUR = new Date(NOW).getUTCHours();
const AHEAD = UTC_HOUR === 23 ? 11 : 10 - UTC_HOUR;
const ZONE = AHEAD === 0 ? 'UTC' : `Etc/GMT${AHEAD > 0 ? '-' : '+'}${Math.abs(AHEAD)}`;

const [SUNDAY, MONDAY, TUESDAY, WEDNESDAY, FRIDAY] = [0, 1, 2, 3, 5];
const today = dayOf(NOW + AHEAD * HOUR_MS);
const tomorrow = today + 1;
/** A weekday by itself is never today. */
const friday = first(isOn(FRIDAY), tomorrow);
const fridayOfNextWeek = first(isOn(FRIDAY), first(isOn(MONDAY), tomorrow));
/** In March itself that is its end. */
const march = first((day) => isDate(3, 1)(day) || isDate(3, 31)(day), today);

interface Row {
  said: string;
  day: number;
  clock?: string;
  rule?: string;
  notes?: string;
}

const once: Row[] = [
  { said: 'last friday of december', day: first(isLastOf(FRIDAY, 12), today) },
  { said: 'first monday of the month', day: first(isNth(MONDAY, 1), today) },
  { said: 'last day of next month', day: first(isLastOfMonth, first(isLastOfMonth, today) + 1) },
  { said: 'a week on friday', day: friday + 7 },
  { said: 'the friday after next', day: fridayOfNextWeek + 7 },
  { said: 'two fridays from now', day: friday + 7 },
  { said: '2 days before friday', day: friday - 2 },
  { said: '30 minutes before 5pm', day: today, clock: '16:30' },
  { said: 'the day after tomorrow at half past six', day: today + 2, clock: '18:30' },
  { said: 'in 2 business days', day: first(isWorkday, first(isWorkday, tomorrow) + 1) },
  { said: 'in a fortnight', day: today + 14 },
  { said: 'at eight pm', day: today, clock: '20:00' },
  { said: 'quarter past six', day: today, clock: '18:15' },
  { said: 'at noon', day: today, clock: '12:00' },
  { said: 'midnight tonight', day: tomorrow, clock: '00:00' },
  { said: 'tonight at 8', day: today, clock: '20:00' },
  { said: 'eod', day: today },
  { said: 'end of the month', day: first(isLastOfMonth, today) },
  { said: 'from 10 to 11 tomorrow', day: tomorrow, clock: '10:00', notes: '→ 11:00' },
  { said: '3 feb 28', day: dayOf(Date.UTC(2028, 1, 3)) },
  { said: '09-JAN-2027', day: dayOf(Date.UTC(2027, 0, 9)) },
  { said: 'christmas', day: first(isDate(12, 25), today) },
  { said: 'christmas eve', day: first(isDate(12, 24), today) },
  { said: "new year's eve", day: first(isDate(12, 31), today) },
];

const repeated: Row[] = [
  {
    said: 'every day but sunday',
    day: first((day) => weekday(day) !== SUNDAY, today),
    rule: 'WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA',
  },
  {
    said: 'monday to friday at 9',
    day: first(isWorkday, tomorrow),
    clock: '09:00',
    rule: 'WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  },
  {
    said: 'mon wed fri',
    day: first(isOn(MONDAY, WEDNESDAY, FRIDAY), today),
    rule: 'WEEKLY;BYDAY=MO,WE,FR',
  },
  { said: 'every 1st and 3rd monday', day: first(isNth(MONDAY, 1, 3), today), rule: 'MONTHLY;BYDAY=1MO,3MO' },
  { said: 'the 2nd and 4th tuesday', day: first(isNth(TUESDAY, 2, 4), today), rule: 'MONTHLY;BYDAY=2TU,4TU' },
  {
    said: 'every last friday of december',
    day: first(isLastOf(FRIDAY, 12), today),
    rule: 'YEARLY;BYMONTH=12;BYDAY=-1FR',
  },
  { said: 'first monday of every month', day: first(isNth(MONDAY, 1), today), rule: 'MONTHLY;BYDAY=1MO' },
  { said: 'every first monday of the month', day: first(isNth(MONDAY, 1), today), rule: 'MONTHLY;BYDAY=1MO' },
  { said: 'last day of every month', day: first(isLastOfMonth, today), rule: 'MONTHLY;BYMONTHDAY=-1' },
  { said: 'every 31 december', day: first(isDate(12, 31), today), rule: 'YEARLY;BYMONTH=12;BYMONTHDAY=31' },
  { said: 'every day for 5 days', day: today, rule: 'DAILY;COUNT=5' },
  {
    said: 'every other week until march',
    day: today,
    rule: `WEEKLY;INTERVAL=2;UNTIL=${write(march).replaceAll('-', '')}`,
  },
];

/** Ways of moving what is due tomorrow at 19:00. */
const moved: Row[] = [
  { said: 'friday', day: friday, clock: '19:00' },
  { said: '10am', day: tomorrow, clock: '10:00' },
  { said: 'the friday after next', day: fridayOfNextWeek + 7, clock: '19:00' },
  { said: 'friday at noon', day: friday, clock: '12:00' },
  { said: 'friday all day', day: friday },
];

const titles = [
  'The 5th Wave',
  'second half of 2025',
  'call Octavia about Decor',
  'read "Every Other Friday"',
  'see "2027-01-05" in the log',
  'Mark, monitor',
];

interface Refused {
  field: 'due' | 'recurrence';
  said: string;
  says: RegExp;
  /** Readings to click. */
  offers?: string[];
}

const refused: Refused[] = [
  { field: 'due', said: '30 February', says: /no such day .*such as \d{4}-02-2[89]/ },
  { field: 'due', said: '25:00', says: /no time 25:00.*from 0:00 to 23:59/ },
  { field: 'due', said: 'tomorrow at 25:00', says: /no time 25:00.*from 0:00 to 23:59/ },
  { field: 'due', said: 'not tomorrow', says: /not tomorrow.*Try something like/ },
  { field: 'due', said: 'friday or saturday', says: /Did you mean/, offers: ['friday', 'saturday'] },
  { field: 'due', said: 'after friday', says: /Did you mean/, offers: ['friday', 'the day after friday'] },
  { field: 'due', said: 'monday and thursday', says: /Did you mean/, offers: ['every monday and thursday', 'monday'] },
  { field: 'recurrence', said: 'every 6 hours', says: /Did you mean/, offers: ['daily'] },
  { field: 'recurrence', said: 'every day except holidays', says: /Did you mean/, offers: ['every day'] },
  { field: 'recurrence', said: 'every 30 february', says: /never happens/ },
  { field: 'recurrence', said: 'every day until 2020-01-01', says: /over before it begins/ },
];

/** What a program writes; in talk it is no phrase. */
const refusedRules: [string, RegExp][] = [
  ['FREQ=HOURLY', /cannot keep FREQ=HOURLY/],
  ['FREQ=DAILY;BYHOUR=9,10', /one BYHOUR/],
  ['FREQ=YEARLY;BYWEEKNO=20', /cannot keep BYWEEKNO/],
  ['FREQ=YEARLY;BYYEARDAY=100', /cannot keep BYYEARDAY/],
  ['FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30', /never happens/],
];

const server = await startTestServer();
const alice = await openDoors(await server.signUp('Alice'), server.url, ZONE);
const bob = await openDoors(await server.signUp('Bob'), server.url, ZONE);

/** What is kept of a task that was said so. */
function kept({ day, clock, rule, notes }: Row): Record<string, unknown> {
  const at = clock && new Date(Date.parse(`${write(day)}T${clock}Z`) - AHEAD * HOUR_MS).toISOString();
  return {
    due_on: at ? null : write(day),
    due_at: at ?? null,
    due_zone: at || rule ? ZONE : null,
    recurrence: rule ? `FREQ=${rule}` : null,
    notes: notes ?? null,
  };
}

describe('what is said of when, through chat, REST and MCP', () => {
  test.each([...once, ...repeated])('$said', async (row) => {
    const title = 'Water plants';
    const field = row.rule ? 'recurrence' : 'due';
    const [said, posted, called] = await Promise.all([
      alice.chat(`add ${title} ${row.said}`),
      alice.rest('/tasks', { title, [field]: row.said }),
      alice.mcp('add_task', { title, [field]: row.said }),
    ]);
    const task = { title, ...kept(row) };
    expect(said.results).toMatchObject([{ task }]);
    expect(posted).toMatchObject(task);
    expect(called).toMatchObject({ task });
  });

  test.each(['in 1.5 hours', 'in an hour and a half'])('%s', async (due) => {
    const title = 'Water plants';
    const [said, posted, called] = await Promise.all([
      alice.chat(`add ${title} ${due}`),
      alice.rest('/tasks', { title, due }),
      alice.mcp('add_task', { title, due }),
    ]);
    for (const task of [said.results[0]?.task, posted, called.task]) {
      expect(task).toMatchObject({ title, due_zone: ZONE, due_on: null, recurrence: null });
      const minutes = (Date.parse(String(task?.['due_at'])) - Date.now()) / 60_000;
      expect(Math.abs(minutes - 90)).toBeLessThan(1.1);
    }
  });

  test.each(titles)('leaves the title as it is: %s', async (title) => {
    // In talk a comma makes a list of tasks, unless it is quoted.
    const told = title.includes(',') ? `"${title}"` : title;
    for (const row of [{ said: '@tomorrow at 5pm', day: tomorrow, clock: '17:00' }, ...repeated.slice(0, 1)]) {
      const { results } = await alice.chat(`add ${told} ${row.said}`);
      expect(results).toMatchObject([{ task: { title, ...kept(row) } }]);
    }
    const [posted, called] = [await alice.rest('/tasks', { title }), await alice.mcp('add_task', { title })];
    const plain = { title, due_on: null, due_at: null, recurrence: null };
    expect([posted, called]).toMatchObject([plain, { task: plain }]);
  });
});

/** A task for each door. */
const movable = await Promise.all(
  ['chat', 'REST', 'MCP'].map(async (door) => Number((await alice.rest('/tasks', { title: `By ${door}` }))['id'])),
);

describe('moving keeps what was not said, through chat, REST and MCP', () => {
  test.each(moved)('$said', async (row) => {
    const due = 'tomorrow at 19:00';
    const [toldId, patchedId, calledId] = movable;
    for (const id of movable) await alice.rest(`/tasks/${id}`, { due }, 'PATCH');
    const { results, text } = await alice.chat(`move task ${toldId} to ${row.said}`);
    const patched = await alice.rest(`/tasks/${patchedId}`, { due: row.said }, 'PATCH');
    const called = await alice.mcp('update_task', { task_id: calledId, due: row.said });
    const task = kept(row);
    expect(results.at(-1)).toMatchObject({ task });
    expect(patched).toMatchObject(task);
    expect(called).toMatchObject({ task });
    for (const words of [text, patched['due'], called.task?.['due']]) expect(words).toContain(spell(row));
  });
});

/** As people are told: the day, and the time if there is one. */
function spell({ day, clock }: Row): string {
  const at = new Date(Date.parse(`${write(day)}T${clock ?? '00:00'}Z`));
  const words = at.toLocaleDateString('en-US', { dateStyle: 'full', timeZone: 'UTC' });
  return clock ? `${words} at ${at.toLocaleTimeString('en-US', { timeStyle: 'short', timeZone: 'UTC' })}` : words;
}

test('an hour that is kept and has passed today is asked about, and nothing is moved', async () => {
  const says = expect.stringMatching(/has passed. Say when/);
  for (const id of movable) await alice.rest(`/tasks/${id}`, { due: 'tomorrow at 9:00' }, 'PATCH');
  const [toldId, patchedId, calledId] = movable;
  const error = { code: 'invalid_date', message: says };
  expect((await alice.chat(`move task ${toldId} to today`)).results.at(-1)).toMatchObject({ error });
  expect(await alice.rest(`/tasks/${patchedId}`, { due: 'today' }, 'PATCH')).toMatchObject({
    status: 400,
    detail: says,
  });
  expect(await alice.mcp('update_task', { task_id: calledId, due: 'today' })).toMatchObject({ error });
  const { due_at } = kept({ said: '', day: tomorrow, clock: '09:00' });
  for (const id of movable) expect(await alice.rest(`/tasks/${id}`)).toMatchObject({ due_at });
});

describe('what is no date is refused with a sentence, and nothing is stored', () => {
  test.each(refused)('$said', async ({ field, said, says, offers = [] }) => {
    const { results } = await bob.chat(`add Report ${said}`);
    const posted = await bob.rest('/tasks', { title: 'Report', [field]: said });
    const called = await bob.mcp('add_task', { title: 'Report', [field]: said });
    const error = { code: 'invalid_date', message: expect.stringMatching(says) };
    const choices = offers.map((phrase) => expect.objectContaining({ phrase }));
    const refusal = { error: { ...error, ...(choices.length > 0 && { choices }) } };
    expect(results).toMatchObject([refusal]);
    expect(called).toMatchObject(refusal);
    expect(posted).toMatchObject({ status: 400, code: 'invalid_date', detail: expect.stringMatching(says) });
    for (const phrase of offers) expect(posted['detail']).toContain(`"${phrase}"`);
    expect(await bob.rest('/tasks')).toMatchObject({ data: [] });
  });

  test.each(refusedRules)('%s', async (recurrence, says) => {
    const posted = await bob.rest('/tasks', { title: 'Report', recurrence });
    const called = await bob.mcp('add_task', { title: 'Report', recurrence });
    expect(posted).toMatchObject({ status: 400, code: 'invalid_date', detail: expect.stringMatching(says) });
    expect(called).toMatchObject({ error: { code: 'invalid_date', message: expect.stringMatching(says) } });
    expect(await bob.rest('/tasks')).toMatchObject({ data: [] });
  });
});
