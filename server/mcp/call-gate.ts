import type { HeldResult } from './tool-result.ts';
import type { TouchedTask } from '../tasks/changes/touched-tasks.ts';

/** A call as it would be made again: with what it was about to do pinned down. */
export interface HeldCall {
  readonly name: string;
  readonly args: Record<string, unknown>;
}

/**
 * Stands before the calls of an outside client. It is asked when a call is done and not committed yet, so it decides on
 * what would happen and not on what a tool says of itself; what it holds is taken back.
 */
export interface CallGate {
  /** Whether this has to wait for the user's yes. */
  mustWait(tasks: readonly TouchedTask[]): boolean;
  /** Keeps a call until the user answers. @returns what its caller is told. */
  hold(call: HeldCall, tasks: readonly TouchedTask[]): Promise<HeldResult>;
}
