import { isObject } from '../../protocol/json-fields.ts';
import { parseWidgetNode } from '../../protocol/parse-thread-item.ts';
import type { WidgetNode as Node } from '../../protocol/thread-item.ts';
import { useWidget, type NodeProps } from './widget-context.ts';

/** Draws one component; a type nobody knows draws nothing and leaves its siblings alone. */
export function WidgetNode({ node, path }: NodeProps) {
  const { components } = useWidget();
  const Drawn = Object.hasOwn(components, node.type) ? components[node.type] : undefined;
  return Drawn ? <Drawn node={node} path={path} /> : null;
}

/** Draws the children of a component, one or many. */
export function WidgetChildren({ node, path }: NodeProps) {
  return childrenOf(node).map((child, index) => (
    <WidgetNode key={child.key ?? child.id ?? index} node={child} path={`${path}.${index}`} />
  ));
}

/** The children of a component that are components. */
export function childrenOf(node: Node): Node[] {
  const { children } = node;
  const list: unknown[] = Array.isArray(children) ? children : isObject(children) ? [children] : [];
  return list.flatMap((child) => parseWidgetNode(child) ?? []);
}
