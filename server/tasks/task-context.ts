import type { TransactionOrKnex } from 'objection';
import type { Caller } from '../ground/caller.ts';
import type { Door, RecordedChange } from './task-change.ts';

/** What a tool's handler may use besides its arguments. */
export interface TaskContext extends Caller {
  /** The transaction of this call; for a tool that only reads, the pool. */
  readonly connection: TransactionOrKnex;
  readonly now: Date;
  readonly batchId: string;
  readonly door: Door;
  /** The conversation that calls, if one does. */
  readonly conversationId: string | null;
  readonly expectedVersion: number | undefined;
  /** The tasks that the user said yes to; undefined when nobody was asked. */
  readonly confirmedTasks: ReadonlySet<number> | undefined;
  /** Remembers a change; all of them are written with the call, in its transaction. */
  recordChange(change: RecordedChange): void;
}
