import type { WidgetItem, WidgetNode } from '../protocol/thread-item.ts';

/** A widget in the transcript. */
export function WidgetView({ item }: { item: WidgetItem }) {
  return <WidgetPreview widget={item.widget} />;
}

/** A widget tree by itself. */
export function WidgetPreview({ widget }: { widget: WidgetNode }) {
  return <div className="widget">{widget.type}</div>;
}
