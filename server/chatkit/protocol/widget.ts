/** A node of a widget as it goes over the wire; props are the client's business and pass through. */
export interface WidgetComponent {
  type: string;
  /** Needed for text that streams. */
  id?: string;
  /** Identity in lists. */
  key?: string;
  [prop: string]: unknown;
}

export interface WidgetRoot extends WidgetComponent {
  type: 'Card' | 'ListView' | 'Basic';
}
