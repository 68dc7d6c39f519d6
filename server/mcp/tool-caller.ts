import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js';
import { AppError } from '../ground/errors.ts';
import type { Knex } from '../database/database.ts';
import type { Caller } from '../ground/caller.ts';
import type { Door } from '../tasks/task-change.ts';
import type { CallGate } from './call-gate.ts';
import type { TouchedTask } from '../tasks/changes/touched-tasks.ts';

/** The call as the agent's turn knows it; what `tool_calls` keeps of it. */
interface AgentCall {
  readonly conversationId: string;
  /** The id of the user's message whose turn this is. */
  readonly messageId: string;
  /** Unique within the turn and made by us: models repeat or leave out theirs. */
  readonly callId: string;
  /**
   * A random id of this run of the turn, given only when the turn is run again after a crash: then a call that an
   * earlier run has carried out answers with what was recorded.
   */
  readonly retry?: string;
}

/** Who calls a tool and on whose behalf; never part of the arguments. */
export interface ToolCaller {
  readonly context: Caller;
  /** What is undone together; every write of one turn or one request shares it. */
  readonly batchId: string;
  /** Absent when no agent is involved: the task pages, outside MCP clients, buttons. */
  readonly call?: AgentCall;
  /** The conversation whose button was clicked; a call names its own. */
  readonly conversationId?: string;
  /** By which door the call came in; when absent, a conversation's by `chat` and any other by `rest`. */
  readonly door?: Exclude<Door, 'chat'>;
  /** The task's version that the user confirmed; another one makes the call fail with `conflict`. */
  readonly expectedVersion?: number;
  /** What the user said yes to: a call that would touch anything else, or another version, fails with `conflict`. */
  readonly confirmed?: readonly Pick<TouchedTask, 'taskId' | 'version'>[];
  /** Holds what has to wait for the user's yes; absent where the user's own click or the agent's gate has decided. */
  readonly gate?: CallGate;
  /** The transaction that several calls share, so that all of them take effect or none; each call's own when absent. */
  readonly transaction?: Knex.Transaction;
  /** What "now" means; the clock when absent. */
  readonly now?: Date;
}

/** Carries a caller through the MCP SDK, which knows nothing of it: only code in this process can make one. */
export class CallerTicket {
  readonly caller: ToolCaller;

  constructor(caller: ToolCaller) {
    this.caller = caller;
  }

  /** The token itself stays behind at the HTTP edge. */
  get authInfo(): AuthInfo {
    return { token: '', clientId: 'parley', scopes: [], extra: { ticket: this } };
  }

  /** @throws AppError `not_signed_in` when no ticket came with the call. */
  static read(authInfo: AuthInfo | undefined): ToolCaller {
    const ticket = authInfo?.extra?.['ticket'];
    if (ticket instanceof CallerTicket) return ticket.caller;
    throw new AppError('not_signed_in', 'Sign in to use the tools.');
  }
}
