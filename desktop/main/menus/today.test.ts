import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { TrayTask } from '../server/parley-api.ts';
import { nativeMessagesEn } from '../../words/en/native.ts';
import { createTrayTooltip } from './tray-tooltip.ts';
import { setupToday } from './today.ts';

const TASK: TrayTask = {
  id: 12,
  title: 'Alice’s task',
  status: 'pending',
  due_on: null,
  due_at: null,
  due: null,
  overdue: false,
};

/** A tray whose server answers when it is told to. */
function tray() {
  const state = { accountId: 'alice' as string | null, counts: { overdue: 0, today: 1 }, now: 0 };
  const ticks: (() => void)[] = [];
  const answers: ((tasks: TrayTask[]) => void)[] = [];
  const today = setupToday({
    api: {
      countTasks: () => new Promise((resolve) => answers.push(() => resolve(state.counts))),
      listTasks: () => new Promise((resolve) => answers.push(resolve)),
    },
    accountId: () => state.accountId,
    isLive: () => true,
    scheduler: {
      now: () => state.now,
      after: () => () => undefined,
      every: (_ms, run) => {
        ticks.push(run);
        return () => undefined;
      },
    },
    onChange: () => undefined,
    logger: pino({ level: 'silent' }),
  });
  const passMinutes = (minutes: number) => {
    state.now += minutes * 60_000;
    for (const tick of ticks) tick();
  };
  return {
    state,
    today,
    answers,
    passMinutes,
    answer: (tasks: TrayTask[]) => answers.splice(0).forEach((each) => each(tasks)),
  };
}

describe('E-61 the tasks in the tray', () => {
  it('are not those of an account that was left while they were asked for', async () => {
    const { state, today, answer } = tray();
    const asked = today.refresh();
    state.accountId = null;
    await today.refresh();
    answer([TASK]);
    await asked;
    expect(today.summary()).toEqual({ count: 0, overdue: 0, next: [] });
  });

  it('of the account in use stay when an earlier question about another one is answered after all', async () => {
    const { state, today, answers } = tray();
    const early = today.refresh();
    const ofAlice = answers.splice(0);
    state.accountId = 'bob';
    const late = today.refresh();
    const task = { ...TASK, title: 'Bob’s task' };
    for (const answer of answers.splice(0)) answer([task]);
    await late;
    for (const answer of ofAlice) answer([TASK]);
    await early;
    expect(today.summary()?.next).toEqual([task]);
  });

  it('are gone as soon as another account is in use, even while its server is away', async () => {
    const { state, today, answer } = tray();
    const asked = today.refresh();
    answer([TASK]);
    await asked;
    expect(today.summary()?.next).toEqual([TASK]);
    state.accountId = 'bob';
    expect(today.summary()).toBeNull();
  });

  it('are all counted, however few of them are in the menu', async () => {
    const { state, today, answer } = tray();
    state.counts = { overdue: 188, today: 12 };
    const asked = today.refresh();
    answer(Array.from({ length: 10 }, (_, index) => ({ ...TASK, id: index + 1 })));
    await asked;
    expect(today.summary()).toMatchObject({ count: 200, overdue: 188 });
    expect(today.summary()?.next).toHaveLength(5);
  });

  it('are not called none before the server has told', async () => {
    const { state: server, today, answer } = tray();
    expect(today.summary()).toBeNull();
    const state = {
      account: { id: 'alice', userId: 'u', name: 'n', email: 'e', server: 's' },
      connection: 'server_away',
      queuedQuickAdds: 0,
      update: { status: 'checking' },
    } as const;
    expect(createTrayTooltip(state, today.summary(), nativeMessagesEn.tooltip)).toBe('Parley: server away');
    server.counts.today = 0;
    const asked = today.refresh();
    answer([]);
    await asked;
    expect(createTrayTooltip(state, today.summary(), nativeMessagesEn.tooltip)).toContain('nothing due today');
  });

  it('are looked at again when one of them becomes late, and on a new day, and at no other time', async () => {
    const { today, answer, answers, passMinutes } = tray();
    const asked = today.refresh();
    answer([{ ...TASK, due_at: new Date(30 * 60_000).toISOString() }]);
    await asked;
    passMinutes(29);
    expect(answers).toHaveLength(0);
    passMinutes(1);
    expect(answers.splice(0)).toHaveLength(3);
    passMinutes(1);
    expect(answers).toHaveLength(0);
    passMinutes(24 * 60);
    expect(answers).toHaveLength(3);
  });
});
