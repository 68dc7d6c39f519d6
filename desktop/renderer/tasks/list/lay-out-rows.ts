import type { Task, TaskSummary } from '../../../task.ts';
import { countOf } from '../store/count-task.ts';
import type { Group } from '../store/group-tasks.ts';

/** What stands below each other in a list: the heading of a group, its tasks, and room for those that are not loaded. */
export type ListItem =
  | { readonly kind: 'heading'; readonly key: string }
  | { readonly kind: 'row'; readonly key: number; readonly task: Task; readonly position: number }
  | { readonly kind: 'room'; readonly key: string };

/** A group of the list: its heading is the item at `first`, and its last task the one at `last`. */
export interface Section {
  readonly group: Group;
  readonly first: number;
  readonly last: number;
  /** How many tasks it has, loaded or not; undefined while nobody has counted. */
  readonly count: number | undefined;
}

/**
 * Lays out a list from top to bottom.
 *
 * @param missing how many tasks come after those that are loaded
 */
export function layOutRows(
  groups: readonly (readonly [Group, readonly Task[]])[],
  counts: TaskSummary | undefined,
  missing: number,
): { items: ListItem[]; sections: Section[] } {
  const items: ListItem[] = [];
  const sections = groups.map(([group, members]): Section => {
    const first = items.length;
    items.push({ kind: 'heading', key: group });
    for (const [index, task] of members.entries()) items.push({ kind: 'row', key: task.id, task, position: index + 1 });
    return { group, first, last: items.length - 1, count: counts && countOf(counts, group) };
  });
  for (let index = 0; index < missing; index += 1) items.push({ kind: 'room', key: `room-${index}` });
  return { items, sections };
}
