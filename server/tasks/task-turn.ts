import type { TransactionOrKnex } from 'objection';
import type { Turn } from '../ground/turn.ts';
import type { RecordedChange } from './task-change.ts';

/** What one person may keep: far more than anybody does, and little enough that a search looks through it at once. */
export interface TaskQuota {
  /** Open and done. */
  readonly tasks: number;
  /** Of all notes together. */
  readonly noteBytes: number;
}

/** The turn as a tool's handler has it: inside the transaction of one call. */
export interface TaskTurn extends Turn {
  /** The transaction of this call; for a tool that only reads, the pool. */
  readonly connection: TransactionOrKnex;
  /** How much the user may keep. */
  readonly quota: TaskQuota;
  readonly expectedVersion: number | undefined;
  /** The tasks that the user said yes to; undefined when nobody was asked. */
  readonly confirmedTasks: ReadonlySet<number> | undefined;
  /** Remembers a change; all of them are written with the call, in its transaction. */
  recordChange(change: RecordedChange): void;
}
