import type { RuleClock } from './day-rules.ts';

/** A task as tools and routes show it; only what is judged. */
export interface SeenTask {
  readonly id: number;
  readonly title: string;
  readonly notes?: string | null;
  readonly status: 'pending' | 'completed';
  readonly priority?: string | null;
  readonly tags: readonly string[];
  readonly due_on?: string | null;
  readonly due_at?: string | null;
  readonly recurrence?: string | null;
}

/** A call of the agent with what came of it. */
export interface PlayedCall {
  readonly name: string;
  readonly args: Record<string, unknown>;
  readonly result: Record<string, unknown>;
}

/** A turn after it was played: what was called, what the lists held before and after, and all that the person reads. */
export interface PlayedTurn {
  readonly calls: readonly PlayedCall[];
  readonly before: readonly SeenTask[];
  readonly after: readonly SeenTask[];
  readonly reply: string;
  readonly clock: RuleClock;
}

/** A change of the lists, as the tool that makes such a one. */
export interface SeenChange {
  readonly tool: 'add_task' | 'update_task' | 'complete_task' | 'delete_task';
  readonly task: SeenTask;
  /** What of the task is not as it was. */
  readonly fields: readonly (keyof SeenTask)[];
}

/** What the turn changed, by comparing the lists. */
export function listChanges({ before, after }: PlayedTurn): SeenChange[] {
  const removed = before
    .filter((task) => !after.some(({ id }) => id === task.id))
    .map((task): SeenChange => ({ tool: 'delete_task', task, fields: [] }));
  const others = after.flatMap((task): SeenChange[] => {
    const earlier = before.find(({ id }) => id === task.id);
    if (!earlier) return [{ tool: 'add_task', task, fields: [] }];
    const fields = FIELDS.filter(
      (field) => JSON.stringify(task[field] ?? null) !== JSON.stringify(earlier[field] ?? null),
    );
    if (fields.length === 0) return [];
    return [{ tool: fields.includes('status') ? 'complete_task' : 'update_task', task, fields }];
  });
  return [...removed, ...others];
}

const FIELDS = ['title', 'notes', 'status', 'priority', 'tags', 'due_on', 'due_at', 'recurrence'] as const;
