import type { TurnEvent } from '../protocol/thread-event.ts';
import type { TurnThread } from './turn-thread.ts';
import { diffWidget } from './widget-diff.ts';
import type { WidgetRoot } from '../protocol/widget.ts';
import { withoutAnyNulls } from '../protocol/wire-json.ts';

/**
 * Streams a widget given as a sequence of whole states: announced with the first, then what changed, then done with the
 * last under the same id. One state alone is done at once.
 */
export async function* streamWidget(
  thread: TurnThread,
  states: WidgetRoot | AsyncIterable<WidgetRoot>,
  options: { copyText?: string } = {},
): AsyncGenerator<TurnEvent, void, undefined> {
  const extras = options.copyText === undefined ? {} : { copy_text: options.copyText };
  if (!(Symbol.asyncIterator in states)) {
    yield { type: 'thread.item.done', item: thread.item({ type: 'widget', widget: states, ...extras }) };
    return;
  }
  let item: ReturnType<typeof announce> | undefined;
  const announce = (widget: WidgetRoot) => thread.item({ type: 'widget' as const, widget, ...extras });
  for await (const state of states) {
    const widget = withoutAnyNulls(state);
    if (!item) {
      item = announce(widget);
      yield { type: 'thread.item.added', item };
      continue;
    }
    for (const update of diffWidget(item.widget, widget)) {
      yield { type: 'thread.item.updated', item_id: item.id, update };
    }
    item = { ...item, widget };
  }
  if (item) yield { type: 'thread.item.done', item };
}
