import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { ApiRefusal } from '../server/api-request.ts';
import type { ChatAnswer } from '../server/parley-api.ts';
import { createSpeech } from '../ground/speech.ts';
import type { KeptNote } from './kept-note.ts';
import { createQuickAddQueue } from './quick-add-queue.ts';

const NOTE: KeptNote = {
  accountId: 'alice',
  text: 'call the bank',
  key: '0b9a4f0e-6a54-4a0e-9a53-6d6d0f1f7c21',
  conversationId: null,
  isReply: false,
  leftAt: null,
};

/** Notes of Alice’s that wait; Bob comes into use while the server is being told of them, unless she stays. */
function leftInTheMiddle(answer: () => Promise<ChatAnswer>, { waiting = [NOTE], next = 'bob' } = {}) {
  const state = { accountId: 'alice', stored: waiting, shown: [] as string[] };
  const queue = createQuickAddQueue({
    api: {
      takesOnce: async () => true,
      sendMessage: async () => {
        state.accountId = next;
        return answer();
      },
    },
    store: {
      read: async () => state.stored,
      write: async (notes) => {
        state.stored = structuredClone(notes);
        return true;
      },
      remove: async () => {
        state.stored = [];
      },
      storage: async () => 'keyring',
    },
    accountId: () => state.accountId,
    onSent: ({ message }) => state.shown.push(message),
    onReturned: (text) => state.shown.push(text),
    onChange: () => undefined,
    speech: createSpeech(() => ['en']),
    scheduler: { now: () => 1, after: () => () => undefined, every: () => () => undefined },
    logger: pino({ level: 'silent' }),
  });
  return { state, queue };
}

describe('E-66 notes that wait', () => {
  it('are not given back to whoever else is in use when the server refuses them', async () => {
    const { state, queue } = leftInTheMiddle(async () => {
      throw new ApiRefusal(422, 'message_too_long', 'That is too long.');
    });
    await queue.flush();
    expect(state.shown).toEqual([]);
    expect(state.stored).toMatchObject([{ accountId: 'alice', text: NOTE.text }]);
  });

  it('F-50 are stored as they leave, with the conversation and the time', async () => {
    const leaving: KeptNote[][] = [];
    const second = { ...NOTE, key: '5f0c52a1-6d0f-4c8e-8a57-0f8f5a2b7e11', text: 'and the baker' };
    const { state, queue } = leftInTheMiddle(
      async () => {
        leaving.push(state.stored);
        return { conversationId: 'conversation-1', message: 'Added.', isReceipt: true, needsAnswer: false };
      },
      { waiting: [NOTE, second], next: 'alice' },
    );
    await queue.flush();
    expect(leaving[1]).toEqual([{ ...second, conversationId: 'conversation-1', leftAt: 1 }]);
  });

  it('are taken without telling anybody else what they said', async () => {
    const { state, queue } = leftInTheMiddle(async () => ({
      conversationId: 'conversation-1',
      message: 'Added “call the bank”.',
      isReceipt: true,
      needsAnswer: false,
    }));
    await queue.flush();
    expect(state.shown).toEqual([]);
    expect(state.stored).toEqual([]);
  });
});
