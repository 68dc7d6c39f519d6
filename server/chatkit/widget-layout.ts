import { component, type ActionConfig, type WidgetComponent } from './widget.ts';
import type {
  Alignment,
  Borders,
  Color,
  Justification,
  Length,
  Radius,
  Sizing,
  Spacing,
  WidgetTheme,
} from './widget-vocabulary.ts';

type Children = { children?: readonly WidgetComponent[] };

/** Where a line above a widget's content says what it belongs to. */
export type WidgetStatus = { text: string; favicon?: string; frame?: boolean } | { text: string; icon?: string };

/** A button at the foot of a card. */
export type CardAction = { label: string; action: ActionConfig };

/** What boxes, rows, columns and forms have in common. */
export type BoxProps = Children &
  Sizing & {
    align?: Alignment;
    justify?: Justification;
    wrap?: 'nowrap' | 'wrap' | 'wrap-reverse';
    flex?: Length;
    gap?: Length;
    padding?: Spacing;
    margin?: Spacing;
    border?: Borders;
    radius?: Radius;
    background?: Color;
  };

type Direction = { direction?: 'row' | 'col' };

/** A root: one thing to look at, with up to two buttons of its own. */
export const card = component<
  Children & {
    asForm?: boolean;
    background?: Color;
    border?: Borders;
    size?: 'sm' | 'md' | 'lg' | 'full';
    padding?: Spacing;
    status?: WidgetStatus;
    collapsed?: boolean;
    confirm?: CardAction;
    cancel?: CardAction;
    theme?: WidgetTheme;
  }
>()('Card');

/** A row of a list view, and of nothing else. */
export const listViewItem = component<Children & { onClickAction?: ActionConfig; gap?: Length; align?: Alignment }>()(
  'ListViewItem',
);

/** A root: rows, with "show more" beyond the limit. */
export const listView = component<{
  children?: readonly ReturnType<typeof listViewItem>[];
  limit?: number | 'auto';
  status?: WidgetStatus;
  theme?: WidgetTheme;
}>()('ListView');

/** A root without a frame. */
export const basic = component<
  Children &
    Direction & { theme?: WidgetTheme; gap?: Length; padding?: Spacing; align?: Alignment; justify?: Justification }
>()('Basic');

/** A box. */
export const box = component<BoxProps & Direction>()('Box');
/** A box whose children stand side by side. */
export const row = component<BoxProps>()('Row');
/** A box whose children stand one below the other. */
export const col = component<BoxProps>()('Col');
/** A box whose named fields travel with every action fired in it. */
export const form = component<BoxProps & Direction & { onSubmitAction?: ActionConfig }>()('Form');
/** Takes the room that is left. */
export const spacer = component<{ minSize?: Length }>()('Spacer');
/** A line between things. */
export const divider = component<{ color?: Color; size?: Length; spacing?: Length; flush?: boolean }>()('Divider');
/** Animates changes of the one child it has. */
export const transition = component<{ children?: WidgetComponent | null }>()('Transition');
