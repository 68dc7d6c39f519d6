import type { Caller } from './caller.ts';

/** By which door a request came in: a conversation, the task pages, or an outside MCP client. */
export type Door = 'chat' | 'rest' | 'mcp';

/** What is being answered, and for whom: a message, a click, a request of the task pages or of an outside client. */
export interface Turn extends Caller {
  /** What is undone together: all that the turn changes. */
  readonly batchId: string;
  readonly door: Door;
  /** The conversation it is a part of; null outside of one. */
  readonly conversationId: string | null;
  /** What "now" means. */
  readonly now: Date;
}

/** A turn of a conversation. */
export interface ConversationTurn extends Turn {
  readonly conversationId: string;
}
