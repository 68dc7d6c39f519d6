import type { ComponentType } from 'react';
import { isObject } from '../protocol/json-fields.ts';
import { parseWidgetNode } from '../protocol/parse-thread-item.ts';
import type { WidgetNode as Node } from '../protocol/thread-item.ts';
import { ButtonNode } from './button-node.tsx';
import { CardNode } from './card-node.tsx';
import { ChartNode } from './chart-node.tsx';
import { CheckboxNode, RadioGroupNode } from './choice-nodes.tsx';
import { InputNode, TextareaNode } from './field-nodes.tsx';
import {
  BasicNode,
  BoxNode,
  ColNode,
  DividerNode,
  FormNode,
  RowNode,
  SpacerNode,
  TransitionNode,
} from './layout-nodes.tsx';
import { ListItemNode, ListNode } from './list-nodes.tsx';
import { BadgeNode, IconNode, ImageNode, MarkdownNode } from './media-nodes.tsx';
import { DatePickerNode, SelectNode } from './picker-nodes.tsx';
import { TableNode } from './table-node.tsx';
import { CaptionNode, LabelNode, TextNode, TitleNode } from './text-nodes.tsx';

/** What draws a node. The path says where in the tree it is. */
export type NodeProps = { node: Node; path: string };

/** The drawn components, by their type on the wire. */
const NODES: Readonly<Record<string, ComponentType<NodeProps>>> = {
  Badge: BadgeNode,
  Basic: BasicNode,
  Box: BoxNode,
  Button: ButtonNode,
  Caption: CaptionNode,
  Card: CardNode,
  Chart: ChartNode,
  Checkbox: CheckboxNode,
  Col: ColNode,
  DatePicker: DatePickerNode,
  Divider: DividerNode,
  Form: FormNode,
  Icon: IconNode,
  Image: ImageNode,
  Input: InputNode,
  Label: LabelNode,
  ListView: ListNode,
  ListViewItem: ListItemNode,
  Markdown: MarkdownNode,
  RadioGroup: RadioGroupNode,
  Row: RowNode,
  Select: SelectNode,
  Spacer: SpacerNode,
  Table: TableNode,
  Text: TextNode,
  Textarea: TextareaNode,
  Title: TitleNode,
  Transition: TransitionNode,
};

/** Draws one component; a type nobody knows draws nothing and leaves its siblings alone. */
export function WidgetNode({ node, path }: NodeProps) {
  const Drawn = Object.hasOwn(NODES, node.type) ? NODES[node.type] : undefined;
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
