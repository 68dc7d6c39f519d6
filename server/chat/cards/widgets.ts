// The package's index names this file without its ending, which Node's way of resolving does not follow.
import type { Button, Caption, Icon } from '../../../node_modules/@openai/chatkit/types/widgets.d.ts';

export type {
  Card,
  ListView,
  ListViewItem,
  WidgetComponent,
} from '../../../node_modules/@openai/chatkit/types/widgets.d.ts';

/** The name of a picture that every client has. */
export type IconName = NonNullable<Icon['name']>;

/** An action with what the protocol knows of it beyond the published types: how a client waits for its end. */
export interface ServerAction extends NonNullable<Button['onClickAction']> {
  loadingBehavior?: 'auto' | 'none' | 'self' | 'container';
  /** False: the answer is one JSON document. */
  streaming?: boolean;
}

/** Small print. */
export function caption(value: string, color: 'secondary' | 'danger' = 'secondary'): Caption {
  return { type: 'Caption', value, color, size: 'md' };
}
