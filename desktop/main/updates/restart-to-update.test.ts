import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createOpenAnswers } from '../protocol/open-answers.ts';
import { createSpeech } from '../i18n/speech.ts';
import { restartToUpdate } from './restart-to-update.ts';

const shown = vi.hoisted(() => ({ questions: 0, answer: 0 }));
vi.mock('electron', () => ({
  dialog: {
    showMessageBox: async () => {
      shown.questions += 1;
      return { response: shown.answer };
    },
  },
}));

const speech = createSpeech(() => ['en']);
const stream = () => new Response('data: 1\n\n', { headers: { 'content-type': 'text/event-stream' } });

describe('E-79 restarting into an update', () => {
  let restarts = 0;
  const updates = (status: 'ready' | 'checking') => ({
    state: () => (status === 'ready' ? { status, version: '1.1.0' } : { status }),
    checkNow: async () => ({ status: 'checking' as const }),
    checkIfStale: () => undefined,
    restart: () => {
      restarts += 1;
      return true;
    },
  });
  beforeEach(() => {
    restarts = 0;
    shown.questions = 0;
  });

  it('asks first while an answer is being written', async () => {
    shown.answer = 1;
    expect(await restartToUpdate(updates('ready'), true, speech)).toBe(false);
    shown.answer = 0;
    expect(await restartToUpdate(updates('ready'), true, speech)).toBe(true);
    expect([shown.questions, restarts]).toEqual([2, 1]);
  });

  it('just does it otherwise, when there is something to install', async () => {
    expect(await restartToUpdate(updates('ready'), false, speech)).toBe(true);
    expect(await restartToUpdate(updates('checking'), false, speech)).toBe(false);
    expect([shown.questions, restarts]).toEqual([0, 1]);
  });
});

describe('answers under way', () => {
  it('are counted until they end, or until the page stops listening', async () => {
    const answers = createOpenAnswers();
    const first = answers.watch(stream());
    const second = answers.watch(stream());
    expect(answers.count()).toBe(2);
    expect(await first.text()).toBe('data: 1\n\n');
    await second.body?.cancel();
    expect(answers.count()).toBe(0);
  });

  it('are streams alone', () => {
    const answers = createOpenAnswers();
    answers.watch(Response.json({}));
    expect(answers.count()).toBe(0);
  });
});
