import { pino } from 'pino';
import { expect, describe, it } from 'vitest';
import type { TrayTask } from '../server/parley-api.ts';
import { createSpeech } from '../ground/speech.ts';
import type { Notice } from './notifier.ts';
import { DEFAULT_SETTINGS } from '../ground/default-settings.ts';
import { setupReminders } from './setup-reminders.ts';

const NOW = Date.parse('2026-11-20T17:00:20Z');
const TASK: TrayTask = {
  id: 12,
  title: 'Alice’s task',
  status: 'pending',
  due_on: null,
  due_at: '2026-11-20T17:00:00Z',
  due: 'Friday, November 20, 2026 at 5 PM',
  overdue: true,
};

/** What is shown when the server hands out one task. @param meanwhile happens while it is asked */
async function remind(task: TrayTask, meanwhile = (): string => 'alice'): Promise<Notice[]> {
  let accountId = 'alice';
  const shown: Notice[] = [];
  const reminders = setupReminders({
    api: {
      claimReminders: async () => {
        accountId = meanwhile();
        return [task];
      },
      completeTask: async () => undefined,
      snoozeReminder: async () => undefined,
    },
    notifier: { isQuiet: () => false, show: (notice) => shown.push(notice) },
    accountId: () => accountId,
    isLive: () => false,
    settings: () => DEFAULT_SETTINGS,
    speech: createSpeech(() => ['en']),
    openTask: () => undefined,
    onChanged: () => undefined,
    scheduler: { now: () => NOW, after: () => () => undefined, every: () => () => undefined },
    logger: pino({ level: 'silent' }),
  });
  await reminders.ask();
  return shown;
}

describe('E-70 reminders', () => {
  it('of an account that was left while they were asked for do not offer to act on another one', async () => {
    expect(await remind(TASK, () => 'bob')).toEqual([]);
  });
});

describe('E-69 a reminder', () => {
  it.each([
    ['that comes on time says so', TASK, 'Due now'],
    ['that comes late says when it was', { ...TASK, due_at: '2026-11-20T16:50:00Z' }, TASK.due],
    [
      'of a day says which',
      { ...TASK, due_on: '2026-11-20', due_at: null, due: 'Friday, November 20, 2026' },
      'Friday, November 20, 2026',
    ],
    [
      'of a task that was put off before its time says when it is due',
      { ...TASK, due_at: '2026-11-20T18:00:00Z' },
      TASK.due,
    ],
  ])('%s', async (_what, task, body) => {
    expect(await remind(task)).toMatchObject([{ title: 'Alice’s task', body }]);
  });
});
