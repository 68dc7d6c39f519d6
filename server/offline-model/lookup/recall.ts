import type { HeardTurn, ToolStep } from '../endpoint/read-conversation.ts';
import { findNamed } from './find-named.ts';
import { LOOKUP_PAGE, type TaskPool } from './task-pool.ts';
import { parseFailure, parseTaskChange, parseTaskList, parseUndo, type KnownTask } from './tool-results.ts';

/** A change of one task as it was made, or proposed and waiting for a yes. */
export interface RecalledChange {
  name: string;
  args: Record<string, unknown>;
  task: KnownTask;
  isDone: boolean;
}

/** What one turn left behind, to point back at. */
interface TurnTrace {
  turn: HeardTurn;
  changes: RecalledChange[];
  /** In the order of the answer, with the numbers that stood there. */
  shown: { label: number | undefined; task: KnownTask }[];
  /** Whether tasks were looked for and none was found or shown. */
  isMiss: boolean;
}

/**
 * What a conversation has come to so far: what was changed, shown and not found, newest first. All that points back asks
 * here, and it is worked out of the steps of the conversation alone.
 */
export class Recollection {
  readonly #pool: TaskPool;
  readonly #turns: readonly HeardTurn[];
  readonly #known = new Map<HeardTurn, TurnTrace>();

  constructor(history: readonly HeardTurn[], pool: TaskPool) {
    this.#pool = pool;
    this.#turns = history.slice(-MOST_TURNS).toReversed();
  }

  /**
   * The tasks "it" and "them" stand for: those that the last turn with any changed, or showed.
   * @throws ResultsAwaited while lists are missing
   */
  get focus(): KnownTask[] {
    const trace = this.#newest();
    return trace ? unique([...trace.changes, ...trace.shown].map(({ task }) => task)) : [];
  }

  /** What the last turn that left anything has changed; a correction is about that. @throws ResultsAwaited */
  get lastChanges(): RecalledChange[] {
    return this.#newest()?.changes ?? [];
  }

  /** What was said when that was changed. @throws ResultsAwaited */
  get lastSaid(): string {
    return this.#newest()?.turn.user ?? '';
  }

  /** The tasks shown last, in their order; numbers and positions refer to it. @throws ResultsAwaited */
  get listed(): TurnTrace['shown'] {
    for (const trace of this.#traces()) {
      const { shown, changes } = trace;
      if (shown.length > 1) return shown;
      if (changes.length > 1) return changes.map(({ task }) => ({ label: task.id, task }));
    }
    return this.#turns.map((turn) => this.#readTurn(turn).shown).find((shown) => shown.length > 0) ?? [];
  }

  /** Of the tasks that were shown or changed together, those that nothing was done with since. @throws ResultsAwaited */
  get others(): KnownTask[] {
    const since: KnownTask[] = [];
    for (const { shown, changes } of this.#traces()) {
      const changed = changes.map(({ task }) => task);
      if (shown.length > 1)
        return shown.map(({ task }) => task).filter((task) => ![...since, ...changed].includes(task));
      if (changes.length > 1) return since.length > 0 ? changed.filter((task) => !since.includes(task)) : changed;
      since.push(...changed);
    }
    return [];
  }

  #newest(): TurnTrace | undefined {
    return this.#traces().find(({ shown, changes, isMiss }) => isMiss || shown.length + changes.length > 0);
  }

  *#traces(): Generator<TurnTrace, undefined> {
    for (const turn of this.#turns) yield this.#readTurn(turn);
  }

  #readTurn(turn: HeardTurn): TurnTrace {
    const trace = this.#known.get(turn) ?? readTrace(turn, this.#pool);
    this.#known.set(turn, trace);
    return trace;
  }
}

/** Whether a change made by a tool stands in the history: only then is there something of ours to undo. */
export function hasRecentChange(history: readonly HeardTurn[]): boolean {
  return history.some((turn) => turn.steps.some((step) => CHANGES.has(step.name) && parseTaskChange(step.result)));
}

function readTrace(turn: HeardTurn, pool: TaskPool): TurnTrace {
  const steps = turn.steps.filter(({ name }) => CHANGES.has(name));
  const made = steps.filter(({ name }) => name !== 'undo_last_change');
  // Taken back for something else: what was done instead is what counts.
  const changes = (made.length > 0 ? made : steps).flatMap((step) => readChanges(step, pool));
  const shown = steps.length > 0 ? [] : readShown(turn, pool);
  // The words that nothing was found for are quoted; a question without any leaves open what it was about.
  const isMiss = changes.length + shown.length === 0 && turn.steps.length > 0 && QUOTED.test(turn.reply);
  return { turn, changes, shown, isMiss };
}

function readChanges(step: ToolStep, pool: TaskPool): RecalledChange[] {
  const { name, args, result } = step;
  const change = parseTaskChange(result);
  const undone = parseUndo(result)?.undone ?? [];
  const isHeld = parseFailure(result).error.code === 'confirmation_required';
  const ids = isHeld ? [args['task_id']] : [change, ...undone].map((entry) => entry?.task.id);
  return ids.flatMap((id) => {
    const task = typeof id === 'number' ? pool.byId(id) : undefined;
    return task ? [{ name, args, task, isDone: !isHeld }] : [];
  });
}

function readShown(turn: HeardTurn, pool: TaskPool): TurnTrace['shown'] {
  const lines = readListLines(turn.reply).flatMap(({ label, text }) => {
    const [task] = findNamed(text, pool);
    return task ? [{ label, task }] : [];
  });
  if (lines.length > 0) return lines;
  const named = findNamed(turn.reply, pool);
  const listed = turn.steps.findLast(({ name, args }) => name === 'list_tasks' && args['limit'] !== LOOKUP_PAGE);
  const tasks = named.length > 1 || !listed ? [] : (parseTaskList(listed.result)?.tasks ?? []);
  const known = tasks.map((task) => pool.byId(task.id) ?? task);
  return (known.length > 0 ? known : named).map((task) => ({ label: task.id, task }));
}

function readListLines(reply: string): { label: number; text: string }[] {
  return reply.split('\n').flatMap((line) => {
    const match = /^\s*(?:[-*•]\s+)?(?:\*\*)?#?(\d{1,6})(?:\\?[.):])?(?:\*\*)?[.):]?\s+(.+)$/u.exec(line);
    return match ? [{ label: Number(match[1]), text: match[2] ?? '' }] : [];
  });
}

function unique(tasks: KnownTask[]): KnownTask[] {
  return [...new Set(tasks)];
}

const CHANGES = new Set(['add_task', 'complete_task', 'update_task', 'delete_task', 'undo_last_change']);
const QUOTED = /[“”„«»「」"]/u;
const MOST_TURNS = 6;
