import { isDeepStrictEqual } from 'node:util';
import type { ItemUpdate } from '../protocol/thread-event.ts';
import type { WidgetRoot } from '../protocol/widget.ts';

type TextDelta = Extract<ItemUpdate, { type: 'widget.streaming_text.value_delta' }>;
type Node = Record<string, unknown>;

/**
 * The updates that turn one state of a widget into the next: text that only grew, in components a client can find by
 * their id, as deltas in tree order; anything else as one update of the whole root.
 * @param before and `after` without nulls, see `withoutAnyNulls`.
 */
export function diffWidget(before: WidgetRoot, after: WidgetRoot): ItemUpdate[] {
  const deltas: TextDelta[] = [];
  const isOnlyGrowth = collectDeltas(before, after, deltas) && deltas.every((delta) => isUnique(after, delta));
  return isOnlyGrowth ? deltas : [{ type: 'widget.root.updated', widget: after }];
}

/** False as soon as something changed that no delta can say. */
function collectDeltas(before: Node, after: Node, deltas: TextDelta[]): boolean {
  const delta = textDelta(before, after);
  if (delta) deltas.push(delta);
  for (const prop of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (prop === 'value' && delta) continue;
    const [old, current] = [before[prop], after[prop]];
    // The one child of a Transition is no list: clients do not look for ids in it.
    const areLists = prop === 'children' && Array.isArray(old) && Array.isArray(current);
    if (areLists ? !collectListDeltas(old, current, deltas) : !isDeepStrictEqual(old, current)) return false;
  }
  return true;
}

function collectListDeltas(before: unknown[], after: unknown[], deltas: TextDelta[]): boolean {
  if (before.length !== after.length) return false;
  return before.every((old, index) => {
    const current = after[index];
    return isNode(old) && isNode(current) ? collectDeltas(old, current, deltas) : isDeepStrictEqual(old, current);
  });
}

function textDelta(before: Node, after: Node): TextDelta | null {
  const { type, id, value } = after;
  const old = before['value'];
  if (type !== 'Text' && type !== 'Markdown') return null;
  if (typeof id !== 'string' || typeof value !== 'string' || typeof old !== 'string') return null;
  if (value.length <= old.length || !value.startsWith(old)) return null;
  return {
    type: 'widget.streaming_text.value_delta',
    component_id: id,
    delta: value.slice(old.length),
    done: after['streaming'] !== true,
  };
}

/** An id that is there twice would make a client append to the wrong text. */
function isUnique(root: WidgetRoot, { component_id }: TextDelta): boolean {
  return countId(root, component_id) === 1;
}

function countId(value: unknown, id: string): number {
  if (!isNode(value)) return 0;
  let count = value['id'] === id ? 1 : 0;
  for (const member of Object.values(value)) count += countId(member, id);
  return count;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}
