import type { ComponentType } from 'react';
import { CardNode } from './content/card-node.tsx';
import { ChartNode } from './content/chart-node.tsx';
import {
  BasicNode,
  BoxNode,
  ColNode,
  DividerNode,
  FormNode,
  RowNode,
  SpacerNode,
  TransitionNode,
} from './content/layout-nodes.tsx';
import { ListItemNode, ListNode } from './content/list-nodes.tsx';
import { BadgeNode, IconNode, ImageNode, MarkdownNode } from './content/media-nodes.tsx';
import { TableNode } from './content/table-node.tsx';
import { CaptionNode, LabelNode, TextNode, TitleNode } from './content/text-nodes.tsx';
import { ButtonNode } from './controls/button-node.tsx';
import { CheckboxNode, RadioGroupNode } from './controls/choice-nodes.tsx';
import { InputNode, TextareaNode } from './controls/field-nodes.tsx';
import { DatePickerNode, SelectNode } from './controls/picker-nodes.tsx';
import type { NodeProps } from './tree/widget-context.ts';

/** The drawn components, by their type on the wire. */
export const WIDGET_COMPONENTS: Readonly<Record<string, ComponentType<NodeProps>>> = {
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
