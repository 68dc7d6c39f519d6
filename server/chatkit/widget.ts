/** What happens when a control of a widget is used; absent members mean `server`, `auto` and `true`. */
export interface ActionConfig {
  type: string;
  payload?: unknown;
  handler?: 'server' | 'client';
  loadingBehavior?: 'auto' | 'none' | 'self' | 'container';
  streaming?: boolean;
}

/** A node of a widget; unknown props pass through. */
export interface WidgetComponent {
  type: string;
  /** Needed for text that streams. */
  id?: string;
  /** Identity in lists. */
  key?: string;
  [prop: string]: unknown;
}

/** The top of a widget. */
export interface WidgetRoot extends WidgetComponent {
  type: 'Card' | 'ListView' | 'Basic';
}

/** What every builder takes. */
export type Identity = { id?: string; key?: string };

/** What a builder makes. */
export type Built<Type extends string, Props> = { type: Type } & Identity & Props;

/** Makes the builder of one component: a function from its props to its plain object. */
export function component<Props>() {
  return <Type extends string>(type: Type) =>
    (props: Identity & Props): Built<Type, Props> => ({ type, ...props });
}

/** An action with its defaults written out, for clients that do not apply them. */
export function withActionDefaults(action: ActionConfig): Required<Omit<ActionConfig, 'payload'>> & ActionConfig {
  return { handler: 'server', loadingBehavior: 'auto', streaming: true, ...action };
}
