import fc from 'fast-check';
import type { ItemUpdate, TurnEvent } from '../protocol/thread-event.ts';
import type { AssistantMessageItem, ThreadItem, WidgetItem, WorkflowItem } from '../protocol/thread-item.ts';
import type { WidgetRoot } from '../protocol/widget.ts';
import { streamWidget } from '../turn/stream-widget.ts';
import type { TurnThread } from '../turn/turn-thread.ts';
import { anyData, anyText, record, type ByType } from './any-item.ts';
import { done, part, update } from './scripted-replies.ts';

type EventOf<Type> = Extract<TurnEvent, { type: Type }>;

/** The events a responder makes that are not about an item. */
export const anyEvent: ByType<Exclude<TurnEvent, { type: `thread.item.${string}` }>> = {
  stream_options: fc.record({
    type: fc.constant('stream_options'),
    stream_options: fc.record({ allow_cancel: fc.boolean() }),
  }),
  progress_update: record<EventOf<'progress_update'>>(
    { type: fc.constant('progress_update'), text: anyText },
    { icon: anyText },
  ),
  client_effect: fc.record({ type: fc.constant('client_effect'), name: anyText, data: anyData }),
  notice: record<EventOf<'notice'>>(
    { type: fc.constant('notice'), level: fc.constantFrom('info', 'warning', 'danger'), message: anyText },
    { title: anyText },
  ),
  error: record<EventOf<'error'>>(
    { type: fc.constant('error'), code: anyText, allow_retry: fc.boolean() },
    { message: anyText },
  ),
};

/** Tells an item step by step: announced, updated until nothing is missing that an update can say, and done. */
export async function* tellItem(thread: TurnThread, item: ThreadItem, way: number): AsyncGenerator<TurnEvent> {
  if (item.type === 'widget' && way > 0) {
    yield* streamWidget(
      thread,
      statesOf(item.widget, way),
      item.copy_text === undefined ? {} : { copyText: item.copy_text },
    );
    return;
  }
  yield { type: 'thread.item.added', item: beginningOf(item) };
  for (const change of updatesOf(item)) yield update(item.id, change);
  yield done(item);
}

function beginningOf(item: ThreadItem): ThreadItem {
  switch (item.type) {
    case 'assistant_message':
      return { ...item, content: [] };
    case 'widget':
      return { ...item, widget: withRow(item.widget, []) };
    case 'workflow':
      return { ...item, workflow: { ...item.workflow, tasks: [] } };
    case 'generated_image': {
      const { image: _, ...unmade } = item;
      return unmade;
    }
    default:
      return item;
  }
}

function* updatesOf(item: ThreadItem): Generator<ItemUpdate> {
  if (item.type === 'assistant_message') yield* writing(item);
  if (item.type === 'widget') yield* filling(item);
  if (item.type === 'workflow') yield* working(item);
  if (item.type === 'generated_image' && item.image) {
    yield { type: 'generated_image.updated', image: item.image, progress: 0.5 };
  }
}

function* writing({ content }: AssistantMessageItem): Generator<ItemUpdate> {
  for (const [index, whole] of content.entries()) {
    const at = { content_index: index };
    yield { type: 'assistant_message.content_part.added', ...at, content: part('') };
    // Cut without regard for characters, as models do.
    for (const piece of whole.text.match(/[\s\S]{1,5}/g) ?? []) {
      yield { type: 'assistant_message.content_part.text_delta', ...at, delta: piece };
    }
    for (const [place, annotation] of whole.annotations.entries()) {
      yield {
        type: 'assistant_message.content_part.annotation_added',
        ...at,
        annotation_index: place,
        annotation,
      };
    }
    yield { type: 'assistant_message.content_part.done', ...at, content: whole };
  }
}

function* filling({ widget }: WidgetItem): Generator<ItemUpdate> {
  const row = childrenOf(widget).find(({ id }) => id === 'row');
  if (row) yield { type: 'widget.component.updated', component_id: 'row', component: row };
}

function* working({ workflow: { tasks } }: WorkflowItem): Generator<ItemUpdate> {
  for (const [index, task] of tasks.entries()) {
    yield { type: 'workflow.task.added', task_index: index, task: { ...task, status_indicator: 'loading' } };
  }
  for (const [index, task] of tasks.entries()) yield { type: 'workflow.task.updated', task_index: index, task };
}

/** Two states on the way to a widget: texts that grow, or another tree. */
async function* statesOf(widget: WidgetRoot, way: number): AsyncGenerator<WidgetRoot> {
  if (way === 1) {
    yield {
      ...widget,
      children: childrenOf(widget).map((node) =>
        node.type === 'Text' && node.id !== undefined && typeof node['value'] === 'string'
          ? { ...node, value: node['value'].slice(0, 3), streaming: false }
          : node,
      ),
    };
  } else yield withRow(widget, [{ type: 'Divider' }]);
  yield widget;
}

function withRow(widget: WidgetRoot, children: object[]): WidgetRoot {
  return {
    ...widget,
    children: childrenOf(widget).map((node) => (node.id === 'row' ? { ...node, children } : node)),
  };
}

function childrenOf({ children }: WidgetRoot): { type: string; id?: string; [prop: string]: unknown }[] {
  return Array.isArray(children) ? children : [];
}
