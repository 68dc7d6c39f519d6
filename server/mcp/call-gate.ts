import type { HeldResult } from './tool-result.ts';
import type { TouchedTask } from '../tasks/changes/touched-tasks.ts';
import type { RecordedChange } from '../tasks/task-change.ts';

/** A call as it would be made again: with what it was about to do pinned down. */
export interface HeldCall {
  readonly name: string;
  readonly args: Record<string, unknown>;
}

/**
 * Stands before calls. It is asked when a call is done and not committed yet, so it decides on
 * what would happen and not on what a tool says of itself; what it holds is taken back.
 */
export interface CallGate {
  /**
   * Whether this has to wait for the user's yes.
   *
   * @throws AppError when it is not to be made at all
   */
  mustWait(tasks: readonly TouchedTask[], changes: readonly RecordedChange[]): boolean;
  /** Keeps a call until the user answers. @returns what its caller is told. */
  hold(call: HeldCall, tasks: readonly TouchedTask[]): Promise<HeldResult>;
}
