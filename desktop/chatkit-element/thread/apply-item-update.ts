import type { ItemUpdate } from '../protocol/thread-event.ts';
import type { AssistantContent, ThreadItem, WorkflowTask } from '../protocol/thread-item.ts';
import { replaceWidgetNode } from './replace-widget-node.ts';

/** The item after one update. An update that does not fit the item's type changes nothing. */
export function applyItemUpdate(item: ThreadItem, update: ItemUpdate): ThreadItem {
  switch (update.type) {
    case 'assistant_message.content_part.added':
      return withPart(item, update.content_index, () => update.content);
    case 'assistant_message.content_part.text_delta':
      return withPart(item, update.content_index, (part) => ({ ...part, text: part.text + update.delta }));
    case 'assistant_message.content_part.annotation_added':
      return withPart(item, update.content_index, (part) => ({
        ...part,
        annotations: insert(part.annotations, update.annotation_index, update.annotation),
      }));
    case 'assistant_message.content_part.done':
      return withPart(item, update.content_index, (part) => finishPart(part, update.content));
    case 'widget.streaming_text.value_delta':
      return withWidget(item, update.component_id, (node) => ({
        ...node,
        value: `${typeof node.value === 'string' ? node.value : ''}${update.delta}`,
        streaming: !update.done,
      }));
    case 'widget.component.updated':
      return withWidget(item, update.component_id, () => update.component);
    case 'widget.root.updated':
      return item.type === 'widget' ? { ...item, widget: update.widget } : item;
    case 'workflow.task.added':
      return withTasks(item, (tasks) => insert(tasks, update.task_index, update.task));
    case 'workflow.task.updated':
      return withTasks(item, (tasks) =>
        update.task_index < tasks.length ? tasks.with(update.task_index, update.task) : [...tasks, update.task],
      );
    case 'generated_image.updated':
      if (item.type !== 'generated_image') return item;
      return {
        ...item,
        image: update.image,
        ...(update.progress !== undefined && { progress: update.progress }),
      };
    default:
      return update satisfies never;
  }
}

const EMPTY_PART: AssistantContent = { type: 'output_text', text: '', annotations: [] };

/** A delta may arrive for a part that was never announced, so missing parts are padded. */
function withPart(item: ThreadItem, index: number, change: (part: AssistantContent) => AssistantContent): ThreadItem {
  if (item.type !== 'assistant_message') return item;
  const content = [...item.content];
  while (content.length <= index) content.push(EMPTY_PART);
  content[index] = change(content[index] ?? EMPTY_PART);
  return { ...item, content };
}

/** Some servers empty the annotations of a finished part although they sent them before: those are kept. */
function finishPart(part: AssistantContent, finished: AssistantContent): AssistantContent {
  const lostAnnotations = finished.annotations.length === 0 && finished.text === part.text;
  return lostAnnotations ? { ...finished, annotations: part.annotations } : finished;
}

function withWidget(
  item: ThreadItem,
  componentId: string,
  change: Parameters<typeof replaceWidgetNode>[2],
): ThreadItem {
  return item.type === 'widget' ? { ...item, widget: replaceWidgetNode(item.widget, componentId, change) } : item;
}

function withTasks(item: ThreadItem, change: (tasks: readonly WorkflowTask[]) => WorkflowTask[]): ThreadItem {
  if (item.type !== 'workflow') return item;
  return { ...item, workflow: { ...item.workflow, tasks: change(item.workflow.tasks) } };
}

function insert<Row>(rows: readonly Row[], index: number, row: Row): Row[] {
  return index <= rows.length ? rows.toSpliced(index, 0, row) : [...rows, row];
}
