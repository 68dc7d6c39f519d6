import {
  choiceAt,
  isObject,
  isSetAt,
  listAt,
  numberAt,
  objectAt,
  pickTexts,
  textAt,
  textsAt,
  type JsonObject,
} from './json-fields.ts';
import { parseAnnotation, parseSource } from './parse-source.ts';
import { parseStructuredQuestion } from './parse-structured-question.ts';
import type {
  AssistantContent,
  ThreadItem,
  UserContent,
  WidgetNode,
  WireAttachment,
  Workflow,
  WorkflowTask,
} from './thread-item.ts';

/** Reads an item and fills in what a lean server leaves out; null for types a client does not show, hidden ones included. */
export function parseThreadItem(value: unknown): ThreadItem | null {
  if (!isObject(value)) return null;
  const id = textAt(value, 'id');
  if (id === undefined) return null;
  const base = { id, thread_id: textAt(value, 'thread_id') ?? '', created_at: textAt(value, 'created_at') ?? '' };
  switch (value.type) {
    case 'user_message':
      return { ...base, type: 'user_message', ...parseUserMessage(value), ...parseState(value) };
    case 'assistant_message': {
      const content = listAt(value, 'content').map(parseAssistantContent);
      return { ...base, type: 'assistant_message', content, ...parseState(value) };
    }
    case 'client_tool_call':
      return {
        ...base,
        type: 'client_tool_call',
        status: choiceAt(value, 'status', ['pending', 'completed']) ?? 'pending',
        call_id: textAt(value, 'call_id') ?? '',
        name: textAt(value, 'name') ?? '',
        arguments: objectAt(value, 'arguments'),
        ...('output' in value && { output: value.output }),
      };
    case 'widget': {
      const widget = parseWidgetNode(value.widget);
      const copyText = textAt(value, 'copy_text');
      return widget && { ...base, type: 'widget', widget, ...(copyText !== undefined && { copy_text: copyText }) };
    }
    case 'generated_image': {
      const image = parseImage(value.image);
      return { ...base, type: 'generated_image', ...(image && { image }) };
    }
    case 'structured_input':
      return {
        ...base,
        type: 'structured_input',
        status: choiceAt(value, 'status', ['pending', 'answered', 'skipped']) ?? 'pending',
        inputs: listAt(value, 'inputs').flatMap(parseStructuredQuestion),
      };
    case 'workflow':
      return { ...base, type: 'workflow', workflow: parseWorkflow(objectAt(value, 'workflow')) };
    case 'task':
      return { ...base, type: 'task', task: parseTask(objectAt(value, 'task')) };
    default:
      return null;
  }
}

/** Reads one part of an assistant message. */
export function parseAssistantContent(value: unknown): AssistantContent {
  const part = isObject(value) ? value : {};
  return {
    type: 'output_text',
    text: textAt(part, 'text') ?? '',
    annotations: listAt(part, 'annotations').flatMap(parseAnnotation),
  };
}

/** Reads a widget node; null when it has no type. */
export function parseWidgetNode(value: unknown): WidgetNode | null {
  if (!isObject(value) || typeof value.type !== 'string') return null;
  const { id, key, type, ...props } = value;
  return { ...props, type, ...(typeof id === 'string' && { id }), ...(typeof key === 'string' && { key }) };
}

/** Reads one step of a workflow. */
export function parseTask(task: JsonObject): WorkflowTask {
  return {
    type: choiceAt(task, 'type', ['custom', 'web_search', 'thought', 'file', 'image']) ?? 'custom',
    status_indicator: choiceAt(task, 'status_indicator', ['none', 'loading', 'complete']) ?? 'none',
    queries: textsAt(task, 'queries'),
    sources: listAt(task, 'sources').flatMap(parseSource),
    ...pickTexts(task, ['title', 'icon', 'content', 'title_query']),
  };
}

/** Reads the address of a generated image; null when there is none yet. */
export function parseImage(value: unknown): { id: string; url: string } | null {
  if (!isObject(value) || typeof value.url !== 'string') return null;
  return { id: textAt(value, 'id') ?? value.url, url: value.url };
}

/** Reads an attachment; empty when it lacks an id. */
export function parseAttachment(value: unknown): WireAttachment[] {
  if (!isObject(value) || typeof value.id !== 'string') return [];
  const descriptor = objectAt(value, 'upload_descriptor');
  const url = textAt(descriptor, 'url');
  const headers = Object.entries(objectAt(descriptor, 'headers')).map(([name, text]) => [name, String(text)]);
  return [
    {
      type: choiceAt(value, 'type', ['file', 'image']) ?? 'file',
      id: value.id,
      name: textAt(value, 'name') ?? '',
      mime_type: textAt(value, 'mime_type') ?? '',
      ...pickTexts(value, ['preview_url']),
      ...(url !== undefined && {
        upload_descriptor: {
          url,
          method: choiceAt(descriptor, 'method', ['POST', 'PUT']) ?? 'POST',
          headers: Object.fromEntries(headers),
        },
      }),
    },
  ];
}

function parseUserMessage(value: JsonObject) {
  const options = objectAt(value, 'inference_options');
  const toolId = textAt(objectAt(options, 'tool_choice'), 'id');
  const model = textAt(options, 'model');
  return {
    content: listAt(value, 'content').flatMap(parseUserContent),
    attachments: listAt(value, 'attachments').flatMap(parseAttachment),
    ...pickTexts(value, ['quoted_text']),
    inference_options: {
      ...(toolId !== undefined && { tool_choice: { id: toolId } }),
      ...(model !== undefined && { model }),
    },
  };
}

function parseUserContent(value: unknown): UserContent[] {
  if (!isObject(value) || typeof value.text !== 'string') return [];
  if (value.type === 'input_text') return [{ type: 'input_text', text: value.text }];
  if (value.type !== 'input_tag' || typeof value.id !== 'string') return [];
  return [
    {
      type: 'input_tag',
      id: value.id,
      text: value.text,
      data: objectAt(value, 'data'),
      ...pickTexts(value, ['group']),
      interactive: isSetAt(value, 'interactive'),
    },
  ];
}

function parseWorkflow(workflow: JsonObject): Workflow {
  const summary = workflow.summary;
  const duration = isObject(summary) ? numberAt(summary, 'duration') : undefined;
  return {
    type: choiceAt(workflow, 'type', ['custom', 'reasoning']) ?? 'custom',
    tasks: listAt(workflow, 'tasks').filter(isObject).map(parseTask),
    ...(isObject(summary) && {
      summary: { ...pickTexts(summary, ['title', 'icon']), ...(duration !== undefined && { duration }) },
    }),
    expanded: isSetAt(workflow, 'expanded'),
  };
}

/** Our servers say of an answer that is not whole, and of a message without one, what became of it. */
function parseState(item: JsonObject): { state?: 'running' | 'interrupted' } {
  const status = choiceAt(item, 'status', ['in_progress', 'incomplete']);
  return status ? { state: STATES[status] } : {};
}

const STATES = { in_progress: 'running', incomplete: 'interrupted' } as const;
