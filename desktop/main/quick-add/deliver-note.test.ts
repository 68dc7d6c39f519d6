import { describe, expect, it } from 'vitest';
import { ApiRefusal } from '../server/api-request.ts';
import { type DeliveryDeps, deliverNote } from './deliver-note.ts';
import type { KeptNote } from './kept-note.ts';

const NOTE: KeptNote = {
  accountId: 'alice',
  text: 'call the bank',
  key: '0b9a4f0e-6a54-4a0e-9a53-6d6d0f1f7c21',
  conversationId: 'conversation-1',
  isReply: false,
  leftAt: 1,
};

/** A server, and somebody who changes accounts while it is asked something. */
function changingAccounts(during: 'takesOnce' | 'sendMessage') {
  const state = { accountId: 'alice', sentAs: [] as string[] };
  const deps: DeliveryDeps = {
    accountId: () => state.accountId,
    now: () => 2,
    wait: async () => undefined,
    api: {
      takesOnce: async () => {
        if (during === 'takesOnce') state.accountId = 'bob';
        return true;
      },
      sendMessage: async () => {
        state.sentAs.push(state.accountId);
        if (during === 'sendMessage') state.accountId = 'bob';
        throw new ApiRefusal(404, 'not_found', 'There is no such conversation.');
      },
    },
  };
  return { state, deps };
}

describe('E-66 a note', () => {
  it('is not sent from an account that came into use while the server was asked whether it takes it once', async () => {
    const { state, deps } = changingAccounts('takesOnce');
    expect(await deliverNote(NOTE, deps, [])).toEqual({ kind: 'later', note: NOTE });
    expect(state.sentAs).toEqual([]);
  });

  it('starts another conversation in its own account alone', async () => {
    const { state, deps } = changingAccounts('sendMessage');
    expect(await deliverNote(NOTE, deps, [])).toMatchObject({
      kind: 'later',
      note: { accountId: 'alice', text: NOTE.text, conversationId: null },
    });
    expect(state.sentAs).toEqual(['alice']);
  });
});
