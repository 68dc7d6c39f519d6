import type { Knex } from '../database/database.ts';
import { Task } from '../models/task.ts';
import type { AgentCall, CallResult } from './agent-call.ts';
import type { Tools } from '../mcp/connect-tools.ts';
import { BULK } from '../mcp/touched-tasks.ts';

/** A call that waits, with the task as it was when it was proposed. */
export interface HeldCall extends AgentCall {
  readonly taskId: number;
  readonly version: number;
  readonly title: string;
}

/**
 * Decides in code which calls of a turn wait for the user's yes: every deletion, and every change once the turn
 * changes three or more tasks that existed before. Nothing that a model, a message or a task says has a part in it.
 */
export class ConfirmationGate {
  readonly #database: Knex;
  readonly #tools: Tools;
  readonly #userId: string;
  readonly #changed = new Set<number>();
  readonly #added = new Set<number>();
  readonly #held: HeldCall[] = [];
  #isBulk = false;

  constructor(database: Knex, tools: Tools, userId: string) {
    this.#database = database;
    this.#tools = tools;
    this.#userId = userId;
  }

  /** Every call of this turn that waits. */
  get held(): readonly HeldCall[] {
    return this.#held;
  }

  /**
   * Picks what has to wait out of one answer of the model.
   *
   * @returns the calls that wait, by call id; the others may run.
   */
  async hold(calls: readonly AgentCall[]): Promise<ReadonlyMap<string, HeldCall>> {
    const changes = calls.filter((call) => this.#changesExistingTask(call));
    const touched = new Set([...this.#changed, ...changes.map(taskIdOf)]);
    this.#isBulk ||= touched.size >= BULK;
    const waiting = changes.filter((call) => this.#isBulk || this.#tools.byName.get(call.name)?.isDestructive);
    if (waiting.length === 0) return new Map();

    // One that does not exist can be left to its tool, which says so.
    const tasks = await Task.query(this.#database)
      .modify('ownedBy', this.#userId)
      .whereIn(
        'id',
        waiting.map(taskIdOf).filter((id) => id !== undefined),
      )
      .select('id', 'version', 'title');
    const byId = new Map(tasks.map((task) => [task.id, task]));
    const held = waiting.flatMap((call) => {
      const task = byId.get(taskIdOf(call) ?? -1);
      return task ? [{ ...call, taskId: task.id, version: task.version, title: task.title }] : [];
    });
    this.#held.push(...held);
    return new Map(held.map((call) => [call.callId, call]));
  }

  /** Counts what a call that ran has changed. */
  record(call: AgentCall, result: CallResult): void {
    const tool = this.#tools.byName.get(call.name);
    if (!result.success || !tool || tool.isReadOnly) return;
    const taskId = taskIdOf(call);
    if (taskId !== undefined) this.#changed.add(taskId);
    else if ('task' in result && typeof result.task === 'object' && result.task !== null && 'id' in result.task) {
      this.#added.add(Number(result.task.id));
    }
  }

  #changesExistingTask(call: AgentCall): boolean {
    const tool = this.#tools.byName.get(call.name);
    const taskId = taskIdOf(call);
    if (!tool || tool.isReadOnly || taskId === undefined) return false;
    if (this.#added.has(taskId) && !tool.isDestructive) return false;
    try {
      tool.check(call.args, this.#userId);
      return true;
    } catch {
      // Its tool will refuse it, and tells the model why.
      return false;
    }
  }
}

function taskIdOf(call: AgentCall): number | undefined {
  const id = Number(call.args['task_id']);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}
