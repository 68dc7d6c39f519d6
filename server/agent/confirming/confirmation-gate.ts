import { AppError } from '../../ground/errors.ts';
import type { ConversationTurn } from '../../ground/turn.ts';
import type { CallGate } from '../../mcp/call-gate.ts';
import { undoLastChange } from '../../mcp/tools/undo-last-change.ts';
import { proposedTasks, type ProposedCall } from '../../models/confirmation.ts';
import type { ProposedTask } from '../../models/proposed-task.ts';
import { BULK, findAdded } from '../../tasks/changes/touched-tasks.ts';
import { failedResult, type AgentCall, type CallResult } from '../agent-call.ts';
import { heldResult } from './held-result.ts';
import type { EarlierWork } from './earlier-work.ts';
import { previewCalls } from './preview-calls.ts';
import { toProposedTask } from './proposed-task.ts';
import type { GateParts } from './gate-parts.ts';

/** More than this nobody reads before a yes. */
const MOST_HELD = 100;

/**
 * Decides in code which calls of a turn wait for the user's yes: every deletion, every change once the turn changes three
 * or more tasks that existed before, and all that was not called but written; an undo by what it is about to do, and only
 * one a turn. Calls that come together are looked at before any of them runs; what each has really done is looked at once
 * more before it is committed. Nothing that a model, a message or a task says has a part in it.
 */
export class ConfirmationGate {
  readonly #parts: GateParts;
  readonly #turn: ConversationTurn;
  readonly #changed = new Set<number>();
  readonly #added = new Set<number>();
  readonly #written = new Set<string>();
  readonly #held: ProposedCall[] = [];
  readonly #answers = new Map<string, CallResult>();
  /** What the call that runs is about to commit. */
  #underway: { changed: number[]; added: number[] } | undefined;
  #earlierUndo: CallResult | undefined;
  #isBulk = false;
  #hasUndone = false;

  constructor(parts: GateParts, turn: ConversationTurn) {
    this.#parts = parts;
    this.#turn = turn;
  }

  /** Every call of this turn that waits. */
  get held(): readonly ProposedCall[] {
    return this.#held;
  }

  /** Whether this call waits. */
  isHeld({ callId }: AgentCall): boolean {
    return this.#held.some((call) => call.callId === callId);
  }

  /** Counts what earlier runs of the same turn have done: asking again is no second turn. */
  recall({ changed, made, undo }: EarlierWork): void {
    for (const taskId of changed) this.#changed.add(taskId);
    for (const taskId of made) this.#added.add(taskId);
    this.#earlierUndo = undo;
  }

  /**
   * Picks what has to wait out of the calls that are to be made; the others may run.
   *
   * @param options.isWritten whether they were written as text: then all that change anything wait
   */
  async hold(calls: readonly AgentCall[], { isWritten = false } = {}): Promise<void> {
    if (isWritten) for (const { callId } of calls) this.#written.add(callId);
    const open = calls.filter((call) => !this.#answers.has(call.callId) && !this.isHeld(call) && this.#isValid(call));
    const changes = open.filter((call) => this.#changesExistingTask(call));
    const touched = new Set([...this.#changed, ...changes.map(taskIdOf)]);
    this.#isBulk ||= touched.size >= BULK;
    const asked = new Set([...this.#heldTasks(), ...changes.filter((call) => this.#isDestructive(call)).map(taskIdOf)]);
    const waiting = open.filter((call) =>
      changes.includes(call)
        ? this.#isBulk || this.#isDestructive(call) || asked.has(taskIdOf(call)) || this.#written.has(call.callId)
        : this.#written.has(call.callId) && !isUndo(call),
    );
    if (waiting.length === 0) return;
    const earlier = this.#held.length;
    const previews = await previewCalls(this.#parts, [...this.#held, ...waiting], this.#turn);
    for (const [index, call] of waiting.entries()) {
      const preview = previews[earlier + index];
      if (preview && preview.tasks.length > 0) this.#keep(call, preview.tasks);
      // After what waits it would do nothing, or cannot be done; without that, its tool says what there is to say.
      else if (preview && this.#heldTasks().has(taskIdOf(call)))
        this.#answers.set(call.callId, preview.result.success ? heldResult() : preview.result);
    }
  }

  /** @returns the answer to a call that is not made: it waits, is one too many, or was made by an earlier run. */
  answerOf(call: AgentCall): CallResult | undefined {
    if (this.isHeld(call)) return heldResult();
    const answer = this.#answers.get(call.callId);
    if (answer || !isUndo(call)) return answer;
    if (this.#hasUndone)
      return failedResult('conflict', 'Only one undo can be made for each message of the user. Do not call it again.');
    return this.#earlierUndo;
  }

  /** @returns what a call is asked before it takes effect. */
  gateOf(call: AgentCall): CallGate {
    return {
      mustWait: (tasks, changes) => {
        const ids = tasks.map(({ taskId }) => taskId).filter((taskId) => !this.#added.has(taskId));
        const isBulk = this.#isBulk || new Set([...this.#changed, ...ids]).size >= BULK;
        if (this.#written.has(call.callId) && changes.length > 0) return true;
        if (tasks.some(({ isRemoved }) => isRemoved) || (isBulk && ids.length > 0)) return true;
        this.#underway = { changed: ids, added: findAdded(changes).map(({ id }) => id) };
        return false;
      },
      hold: ({ args }, tasks) => {
        this.#keep({ ...call, args }, tasks.map(toProposedTask));
        return Promise.resolve(heldResult());
      },
    };
  }

  /** Counts what a call that ran has changed. */
  record(call: AgentCall, result: CallResult): void {
    if (isUndo(call)) this.#hasUndone ||= result.success || this.isHeld(call);
    const done = this.#underway;
    this.#underway = undefined;
    if (!result.success || !done) return;
    for (const taskId of done.changed) this.#changed.add(taskId);
    for (const taskId of done.added) this.#added.add(taskId);
  }

  #keep({ callId, name, args }: AgentCall, [first, ...others]: readonly ProposedTask[]): void {
    if (!first) return;
    if (this.#held.length >= MOST_HELD) {
      const message = `${MOST_HELD} calls wait for the user's yes already. Nothing was done.`;
      this.#answers.set(callId, failedResult('conflict', message));
      return;
    }
    const { now, timeZone } = this.#turn;
    this.#held.push({ callId, name, args, asked: { at: now.toISOString(), timeZone }, ...first, others });
  }

  #heldTasks(): Set<number | undefined> {
    return new Set(this.#held.flatMap(proposedTasks).map(({ taskId }) => taskId));
  }

  #isDestructive({ name }: AgentCall): boolean {
    return this.#parts.tools.byName.get(name)?.isDestructive === true;
  }

  #changesExistingTask(call: AgentCall): boolean {
    const taskId = taskIdOf(call);
    return taskId !== undefined && (!this.#added.has(taskId) || this.#isDestructive(call));
  }

  /** One that is not can be left to its tool, which says what is wrong. */
  #isValid({ name, args }: AgentCall): boolean {
    const tool = this.#parts.tools.byName.get(name);
    if (!tool || tool.isReadOnly) return false;
    try {
      tool.check(args, this.#turn.userId);
      return true;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }
}

/** Whether a call takes something back. */
export function isUndo({ name }: Pick<AgentCall, 'name'>): boolean {
  return name === undoLastChange.name;
}

function taskIdOf(call: AgentCall): number | undefined {
  const id = Number(call.args['task_id']);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}
