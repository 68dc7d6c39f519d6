import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js';
import { AppError } from '../ground/errors.ts';
import type { Turn } from '../ground/turn.ts';
import type { Knex } from '../database/database.ts';
import type { CallGate } from './call-gate.ts';
import type { TouchedTask } from '../tasks/changes/touched-tasks.ts';

/** How a call is made; never part of its arguments. */
export interface CallTerms {
  /** Given when an agent calls: what the call is recorded under, so that it takes effect once. */
  readonly key?: {
    /** The id of the user's message whose turn this is. */
    readonly messageId: string;
    /** Unique within the turn and made by us: models repeat or leave out theirs. */
    readonly callId: string;
    /**
     * A random id of this run of the turn, given only when the turn is run again after a crash: then a call that an
     * earlier run has carried out answers with what was recorded.
     */
    readonly retry?: string;
  };
  /** The task's version that the user confirmed; another one makes the call fail with `conflict`. */
  readonly expectedVersion?: number;
  /** What the user said yes to: a call that would touch anything else, or another version, fails with `conflict`. */
  readonly confirmed?: readonly Pick<TouchedTask, 'taskId' | 'version'>[];
  /** Holds what has to wait for the user's yes; absent where the user's own click or the agent's gate has decided. */
  readonly gate?: CallGate;
  /** The transaction that several calls share, so that all of them take effect or none; each call's own when absent. */
  readonly transaction?: Knex.Transaction;
}

/** Carries a turn through the MCP SDK, which knows nothing of it: only code in this process can make one. */
export class CallTicket {
  readonly turn: Turn;
  readonly terms: CallTerms;

  constructor(turn: Turn, terms: CallTerms) {
    this.turn = turn;
    this.terms = terms;
  }

  /** The token itself stays behind at the HTTP edge. */
  get authInfo(): AuthInfo {
    return { token: '', clientId: 'parley', scopes: [], extra: { ticket: this } };
  }

  /** @throws AppError `not_signed_in` when no ticket came with the call. */
  static read(authInfo: AuthInfo | undefined): CallTicket {
    const ticket = authInfo?.extra?.['ticket'];
    if (ticket instanceof CallTicket) return ticket;
    throw new AppError('not_signed_in', 'Sign in to use the tools.');
  }
}
