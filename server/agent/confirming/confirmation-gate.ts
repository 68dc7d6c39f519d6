import type { Knex } from '../../database/database.ts';
import type { ProposedCall } from '../../models/confirmation.ts';
import { Task } from '../../tasks/task.ts';
import { failedResult, type AgentCall, type CallResult } from '../agent-call.ts';
import type { CallGate } from '../../mcp/call-gate.ts';
import type { Tools } from '../../mcp/connect-tools.ts';
import type { HeldResult } from '../../mcp/tool-result.ts';
import { undoLastChange } from '../../mcp/tools/undo-last-change.ts';
import { BULK } from '../../tasks/changes/touched-tasks.ts';

/**
 * Decides in code which calls of a turn wait for the user's yes: every deletion, and every change once the turn
 * changes three or more tasks that existed before; an undo by what it is about to do, and only one a turn. Nothing that
 * a model, a message or a task says has a part in it.
 */
export class ConfirmationGate {
  readonly #database: Knex;
  readonly #tools: Tools;
  readonly #userId: string;
  readonly #changed = new Set<number>();
  readonly #added = new Set<number>();
  readonly #held: ProposedCall[] = [];
  #isBulk = false;
  #hasUndone = false;

  constructor(database: Knex, tools: Tools, userId: string) {
    this.#database = database;
    this.#tools = tools;
    this.#userId = userId;
  }

  /** Every call of this turn that waits. */
  get held(): readonly ProposedCall[] {
    return this.#held;
  }

  /** Whether this call waits. */
  isHeld({ callId }: AgentCall): boolean {
    return this.#held.some((call) => call.callId === callId);
  }

  /** Picks what has to wait out of the calls that are to be made; the others may run. */
  async hold(calls: readonly AgentCall[]): Promise<void> {
    const changes = calls.filter((call) => !this.isHeld(call) && this.#changesExistingTask(call));
    const touched = new Set([...this.#changed, ...changes.map(taskIdOf)]);
    this.#isBulk ||= touched.size >= BULK;
    const waiting = changes.filter((call) => this.#isBulk || this.#tools.byName.get(call.name)?.isDestructive);
    if (waiting.length === 0) return;

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
  }

  /** Why a call is not made at all: one undo of the user's is one undo, however often a model asks for it. */
  refusalOf(call: AgentCall): CallResult | undefined {
    if (!this.#hasUndone || !isUndo(call)) return undefined;
    return failedResult('conflict', 'Only one undo can be made for each message of the user. Do not call it again.');
  }

  /** @returns what an undo is asked before it takes effect: nobody knows earlier what it touches. */
  gateOf(call: AgentCall): CallGate | undefined {
    if (!isUndo(call)) return undefined;
    return {
      mustWait: (tasks) => {
        const touched = new Set([...this.#changed, ...tasks.map(({ taskId }) => taskId)]);
        const isBulk = this.#isBulk || touched.size >= BULK;
        return tasks.some(({ isRemoved }) => isRemoved) || (isBulk && tasks.length > 0);
      },
      hold: ({ args }, [first, ...others]) => {
        if (first) this.#held.push({ ...call, args, ...first, others });
        return Promise.resolve(heldResult());
      },
    };
  }

  /** Counts what a call that ran has changed. */
  record(call: AgentCall, result: CallResult): void {
    const tool = this.#tools.byName.get(call.name);
    if (isUndo(call)) this.#hasUndone ||= result.success || this.isHeld(call);
    if (!result.success || !tool || tool.isReadOnly) return;
    if (isUndo(call)) {
      const { undone } = undoLastChange.output.pick({ undone: true }).parse(result);
      for (const { task } of undone) this.#changed.add(task.id);
      return;
    }
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

/** Whether a call takes something back. */
export function isUndo({ name }: Pick<AgentCall, 'name'>): boolean {
  return name === undoLastChange.name;
}

/** What the model is told of a call that waits. */
export function heldResult(): HeldResult {
  return {
    success: false,
    error: {
      code: 'confirmation_required',
      message: 'Nothing has happened yet: the user has been asked to confirm this. Do not call it again.',
    },
  };
}

function taskIdOf(call: AgentCall): number | undefined {
  const id = Number(call.args['task_id']);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}
