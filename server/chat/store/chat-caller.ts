import type { FinishedCall } from '../../agent/agent-call.ts';
import type { Caller } from '../../ground/caller.ts';
import type { AppError } from '../../ground/errors.ts';
import type { Confirmation } from '../../models/confirmation.ts';

/** What a turn has done so far, kept for the length of its request only. */
export class TurnLog {
  /** What Parley said and showed, in words, in order; what a receipt says is told apart. */
  readonly said: { readonly words: string; readonly isReceipt: boolean }[] = [];
  /** The language it is said in, a tag. */
  locale = '';
  readonly calls: FinishedCall[] = [];
  /** What waits for a yes at the end of the turn. */
  confirmation: Confirmation | null = null;
  /** What can be answered to the question that the turn ended with, in words. */
  choices: readonly string[] = [];
  /** Whether the receipt of the calls is stored. */
  hasReceipt = false;
  /** Why what a button asked for was refused. */
  refusal: AppError | undefined;
}

/** The caller of a chat request, who is told what came of it. */
export interface ChatCaller extends Caller {
  readonly log: TurnLog;
  /** The page that asks comes from this server, so addresses need not name it: the desktop's pages cannot reach another. */
  readonly prefersRelativeLinks: boolean;
  /** A retry that nobody looks at: what was said after its message is not for it to delete. */
  readonly keepsLater?: boolean;
}
