import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { UpdateState } from '../../ipc-contract.ts';
import { createTestClock } from '../../testing/updates-under-test.ts';
import { createSpeech } from '../ground/speech.ts';
import { createDraftFlush } from '../lifecycle/flush-drafts.ts';
import { createOpenAnswers } from '../server/open-answers.ts';
import { createRestart } from './restart-to-update.ts';

const shown = vi.hoisted(() => ({ questions: 0, answer: 0 }));
vi.mock('electron', () => ({
  dialog: {
    showMessageBox: async () => {
      shown.questions += 1;
      return { response: shown.answer };
    },
  },
}));

const stream = () => new Response('data: 1\n\n', { headers: { 'content-type': 'text/event-stream' } });

describe('E-79 restarting into an update', () => {
  let steps: string[] = [];
  const restartWith = (state: UpdateState, isAnswering: boolean) =>
    createRestart({
      updates: { state: () => state, restart: () => steps.push('restart') > 0 },
      isAnswering: () => isAnswering,
      flushDrafts: async () => void steps.push('flush'),
      speech: createSpeech(() => ['en']),
    });
  const ready: UpdateState = { status: 'ready', version: '1.1.0' };
  beforeEach(() => {
    steps = [];
    shown.questions = 0;
  });

  it('asks first while an answer is being written', async () => {
    shown.answer = 1;
    expect(await restartWith(ready, true)()).toBe(false);
    expect(steps).toEqual([]);
    shown.answer = 0;
    expect(await restartWith(ready, true)()).toBe(true);
    expect([shown.questions, ...steps]).toEqual([2, 'flush', 'restart']);
  });

  it('has drafts kept before, when there is something to install', async () => {
    expect(await restartWith(ready, false)()).toBe(true);
    expect(await restartWith({ status: 'checking' }, false)()).toBe(false);
    expect([shown.questions, ...steps]).toEqual([0, 'flush', 'restart']);
  });

  it('does it once, however often somebody clicks meanwhile', async () => {
    const restart = restartWith(ready, false);
    expect(await Promise.all([restart(), restart()])).toEqual([true, false]);
    expect(steps).toEqual(['flush', 'restart']);
  });
});

describe('E-79 keeping drafts', () => {
  it('waits for the page, thirty seconds at most', async () => {
    const clock = createTestClock();
    let asked = 0;
    const drafts = createDraftFlush(() => ++asked > 0, clock.scheduler);
    let isDone = false;
    const first = drafts.ask().then(() => (isDone = true));
    await Promise.resolve();
    expect([asked, isDone]).toEqual([1, false]);
    drafts.answered();
    await first;
    const second = drafts.ask();
    expect(clock.timers.map(({ at }) => at - clock.now)).toEqual([30_000, 30_000]);
    clock.timers.at(-1)?.run();
    await second;
  });

  it('waits for nobody when no page is there', async () => {
    await expect(createDraftFlush(() => false, createTestClock().scheduler).ask()).resolves.toBeUndefined();
  });
});

describe('answers under way', () => {
  it('are counted until they end, or until the page stops listening', async () => {
    const answers = createOpenAnswers();
    const first = answers.watch(stream(), () => undefined);
    const second = answers.watch(stream(), () => undefined);
    expect(answers.count()).toBe(2);
    expect(await first.text()).toBe('data: 1\n\n');
    await second.body?.cancel();
    expect(answers.count()).toBe(0);
  });

  it('are streams alone', () => {
    const answers = createOpenAnswers();
    answers.watch(Response.json({}), () => undefined);
    expect(answers.count()).toBe(0);
  });
});
