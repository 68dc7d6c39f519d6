import { createContext, useContext, type ComponentType } from 'react';
import { isObject, listAt, textAt } from '../../protocol/json-fields.ts';
import type { WidgetItem, WidgetNode } from '../../protocol/thread-item.ts';

/** What a component draws, and where in the tree it is. */
export type NodeProps = { node: WidgetNode; path: string };

/** What the nodes of one widget share. */
export type WidgetSettings = {
  /** What draws each type. A tree asks here, so that a component need not know the others to draw its children. */
  components: Readonly<Record<string, ComponentType<NodeProps>>>;
  /** Null for previews, whose actions do nothing. */
  item: WidgetItem | null;
  /** Starts the ids of this widget's fields. */
  idPrefix: string;
  /** The fields that have a Label; the others are named by their placeholder. */
  labelled: ReadonlySet<string>;
};

/** The widget around a node. */
export const WidgetContext = createContext<WidgetSettings>({
  components: {},
  item: null,
  idPrefix: '',
  labelled: new Set(),
});

/** The widget around a node. */
export function useWidget(): WidgetSettings {
  return useContext(WidgetContext);
}

/** The names of the fields that have a Label anywhere in a tree. */
export function labelledFields(root: WidgetNode): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: unknown) => {
    if (!isObject(value)) return;
    const name = value.type === 'Label' ? textAt(value, 'fieldName') : undefined;
    if (name !== undefined) names.add(name);
    if (isObject(value.children)) visit(value.children);
    for (const child of listAt(value, 'children')) visit(child);
  };
  visit(root);
  return names;
}
