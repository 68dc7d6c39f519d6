import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { TrayTask } from '../api/parley-api.ts';
import { createSpeech } from '../i18n/speech.ts';
import type { Notice } from '../notifications/notifier.ts';
import { DEFAULT_SETTINGS } from '../settings/default-settings.ts';
import { setupReminders } from './setup-reminders.ts';

const TASK: TrayTask = {
  id: 12,
  title: 'Alice’s task',
  status: 'pending',
  due_at: null,
  due: null,
  due_is_date: false,
  overdue: true,
};

describe('E-70 reminders', () => {
  it('of an account that was left while they were asked for do not offer to act on another one', async () => {
    let accountId = 'alice';
    const shown: Notice[] = [];
    const reminders = setupReminders({
      api: {
        claimReminders: async () => {
          accountId = 'bob';
          return [TASK];
        },
        completeTask: async () => undefined,
        snoozeReminder: async () => undefined,
      },
      notifier: { isQuiet: () => false, show: (notice) => shown.push(notice) },
      accountId: () => accountId,
      settings: () => DEFAULT_SETTINGS,
      speech: createSpeech(() => ['en']),
      openTask: () => undefined,
      onChanged: () => undefined,
      scheduler: { now: () => 0, after: () => () => undefined, every: () => () => undefined },
      logger: pino({ level: 'silent' }),
    });
    await reminders.ask();
    expect(shown).toEqual([]);
  });
});
