// The package's index names this file without its ending, which Node's way of resolving does not follow.
import type * as kit from '../../../node_modules/@openai/chatkit/types/widgets.d.ts';
import type { WidgetComponent } from '../../chatkit/protocol/widget.ts';

export type { WidgetComponent } from '../../chatkit/protocol/widget.ts';

/** The name of a picture that every client has; the others are drawn by their names. */
export type IconName = NonNullable<kit.Icon['name']> | `lucide:${string}`;

/** An action with what the protocol knows of it beyond the published types: how a client waits for its end. */
export interface ServerAction extends NonNullable<kit.Button['onClickAction']> {
  loadingBehavior?: 'auto' | 'none' | 'self' | 'container';
  /** False: the answer is one JSON document. */
  streaming?: boolean;
}

/** A button of a card; the bundled chat draws a deletion's as the app draws its own. */
type CardButton = NonNullable<kit.Card['confirm']> & { color?: 'danger'; iconStart?: IconName };

/** A framed widget. */
export type Card = Omit<kit.Card, 'children' | 'confirm'> & { children: WidgetComponent[]; confirm?: CardButton };

/** A row of a list. */
export type ListViewItem = Omit<kit.ListViewItem, 'children'> & { children: WidgetComponent[] };

/** A widget of rows. */
export type ListView = Omit<kit.ListView, 'children' | 'status'> & {
  children: ListViewItem[];
  status: { text: string; icon: IconName };
};

/** How loudly something small is said. */
export type Tone = 'secondary' | 'tertiary' | 'success' | 'warning' | 'danger';

/** Small print. */
export function caption(value: string, color: Tone = 'secondary'): WidgetComponent {
  return { type: 'Caption', value, color, size: 'md' } satisfies kit.Caption;
}

/** A picture; with words, for those who do not see it, where it says what nothing else does. */
export function icon(name: IconName, color: Tone, spoken?: string): WidgetComponent {
  return { type: 'Icon', name, color, size: 'sm', ...(spoken === undefined ? {} : { ariaLabel: spoken }) };
}
