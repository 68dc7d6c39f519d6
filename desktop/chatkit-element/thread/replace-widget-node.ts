import { isObject } from '../protocol/json-fields.ts';
import { parseWidgetNode } from '../protocol/parse-thread-item.ts';
import type { WidgetNode } from '../protocol/thread-item.ts';

/** The tree with the component of this id changed. The child of a Transition is not in a list, and is found too. */
export function replaceWidgetNode(root: WidgetNode, id: string, change: (node: WidgetNode) => WidgetNode): WidgetNode {
  if (root.id === id) return change(root);
  const { children } = root;
  if (Array.isArray(children)) {
    const next = children.map((child: unknown) => replaceChild(child, id, change));
    return next.some((child, index) => child !== children[index]) ? { ...root, children: next } : root;
  }
  const next = replaceChild(children, id, change);
  return next === children ? root : { ...root, children: next };
}

function replaceChild(child: unknown, id: string, change: (node: WidgetNode) => WidgetNode): unknown {
  const node = isObject(child) ? parseWidgetNode(child) : null;
  if (!node) return child;
  const next = replaceWidgetNode(node, id, change);
  return next === node ? child : next;
}
