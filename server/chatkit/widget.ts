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
  id?: string;
  key?: string;
  [prop: string]: unknown;
}

/** The top of a widget. */
export interface WidgetRoot extends WidgetComponent {
  type: 'Card' | 'ListView' | 'Basic';
}
