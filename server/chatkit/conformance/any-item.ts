import fc from 'fast-check';
import type { Annotation } from '../protocol/annotation.ts';
import type {
  AssistantContent,
  GeneratedImage,
  StructuredAnswer,
  StructuredQuestion,
} from '../protocol/thread-item.ts';
import type { WidgetComponent, WidgetRoot } from '../protocol/widget.ts';
import type { Workflow, WorkflowTask } from '../protocol/workflow.ts';
import type { NewItem } from '../turn/turn-thread.ts';

/** What makes values of each type of a union: a type that is added to the protocol is asked for by the compiler. */
export type ByType<Union extends { type: string }> = {
  [Type in Union['type']]: fc.Arbitrary<Extract<Union, { type: Type }>>;
};

type Optional<T> = { [Key in keyof T]-?: object extends Pick<T, Key> ? Key : never }[keyof T];
type Makers<T> = { [Key in keyof T]-?: fc.Arbitrary<Exclude<T[Key], undefined>> };

/** Makes objects of a type, with and without the members that may be absent; the compiler asks for all of them. */
export function record<T extends object>(
  required: Makers<Omit<T, Optional<T>>>,
  optional: Makers<Pick<T, Optional<T>>>,
): fc.Arbitrary<T> {
  const requiredKeys = Object.keys(required);
  return fc.record({ ...required, ...optional }, { requiredKeys } as object) as fc.Arbitrary<T>;
}

/** Makes values of any type of a union. */
export function oneOf<Union extends { type: string }>(table: ByType<Union>): fc.Arbitrary<Union> {
  return fc.oneof(...(Object.values(table) as fc.Arbitrary<Union>[]));
}

/** Text with what frames, databases and views trip over. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('\n\n', '\r\n', '\u2028', 'data: {}\n\n', String.raw`\u0000`, '"', '</p>', '👩‍👩‍👧', '\uE0000\uE001'),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''));
const json = fc.jsonValue({ maxDepth: 2 });
/** What a host or a model puts into a free-form value; nulls in it mean something. */
export const anyData = fc.dictionary(fc.constantFrom('a', 'type', 'widget', 'constructor', 'ключ'), json, {
  maxKeys: 3,
});
const only = <Value>(value: Value) => fc.constant<Value>(value);
const few = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { maxLength: 3 });

type Source = Annotation['source'];
type SourceOf<Type> = Extract<Source, { type: Type }>;
const about = { description: anyText, timestamp: only('2026-11-30T13:00:00Z'), group: anyText };
const sources: ByType<Source> = {
  url: record<SourceOf<'url'>>(
    { type: only('url'), title: anyText, url: fc.webUrl() },
    { ...about, attribution: anyText },
  ),
  file: record<SourceOf<'file'>>({ type: only('file'), title: anyText, filename: anyText }, about),
  entity: record<SourceOf<'entity'>>(
    { type: only('entity'), title: anyText, id: anyText, interactive: fc.boolean(), data: anyData },
    { ...about, icon: anyText, label: anyText, inline_label: anyText, preview: only('lazy') },
  ),
};
const annotation = record<Annotation>(
  { type: only('annotation'), source: oneOf<Source>(sources) },
  { index: fc.nat({ max: 40 }) },
);
const part = record<AssistantContent>({ type: only('output_text'), text: anyText, annotations: few(annotation) }, {});

type TaskOf<Type> = Extract<WorkflowTask, { type: Type }>;
const status = fc.constantFrom<WorkflowTask['status_indicator']>('none', 'loading', 'complete');
const tasks: ByType<WorkflowTask> = {
  custom: record<TaskOf<'custom'>>(
    { type: only('custom'), status_indicator: status },
    { title: anyText, icon: anyText, content: anyText },
  ),
  web_search: record<TaskOf<'web_search'>>(
    { type: only('web_search'), status_indicator: status, queries: few(anyText), sources: few(sources.url) },
    { title: anyText, title_query: anyText },
  ),
  thought: record<TaskOf<'thought'>>(
    { type: only('thought'), status_indicator: status, content: anyText },
    { title: anyText },
  ),
  file: record<TaskOf<'file'>>(
    { type: only('file'), status_indicator: status, sources: few(sources.file) },
    { title: anyText },
  ),
  image: record<TaskOf<'image'>>({ type: only('image'), status_indicator: status }, { title: anyText }),
};
/** One step of a workflow. */
export const anyTask = oneOf<WorkflowTask>(tasks);
const workflow = record<Workflow>(
  { type: fc.constantFrom('custom', 'reasoning'), tasks: few(anyTask), expanded: fc.boolean() },
  {
    summary: fc.oneof(
      record<{ title: string; icon?: string }>({ title: anyText }, { icon: anyText }),
      fc.record({ duration: fc.nat() }),
    ),
  },
);

type QuestionOf<Type> = Extract<StructuredQuestion, { type: Type }>;
const answer = record<StructuredAnswer>({ values: few(anyText), skipped: fc.boolean() }, {});
const questions: ByType<StructuredQuestion> = {
  multiple_choice: record<QuestionOf<'multiple_choice'>>(
    {
      id: fc.uuid(),
      type: only('multiple_choice'),
      question: anyText,
      options: few(fc.record({ value: anyText })),
      multiple: fc.boolean(),
    },
    { answer },
  ),
  freeform: record<QuestionOf<'freeform'>>(
    { id: fc.uuid(), type: only('freeform'), question: anyText },
    { description: anyText, answer },
  ),
};

/** A component without children; its props are the client's business. */
const leaf: fc.Arbitrary<WidgetComponent> = fc.record(
  {
    type: fc.constantFrom('Text', 'Markdown', 'Button', 'Icon', 'Divider'),
    key: fc.uuid(),
    value: anyText,
    onClickAction: fc.record({ type: anyText, payload: fc.dictionary(anyText, anyText, { maxKeys: 2 }) }),
    options: few(fc.record({ value: anyText, label: anyText })),
  },
  { requiredKeys: ['type'] },
);
/** A tree with texts that can stream, each under an id of its own. */
const widget: fc.Arbitrary<WidgetRoot> = fc
  .record({
    type: fc.constantFrom<WidgetRoot['type'][]>('Card', 'ListView', 'Basic'),
    texts: few(anyText),
    leaves: few(leaf),
    row: few(leaf),
  })
  .map(({ type, texts, leaves, row }) => {
    const streamed = texts.map((value, index) => ({ type: 'Text', id: `text-${index}`, value, streaming: false }));
    return { type, id: 'root', children: [...streamed, ...leaves, { type: 'Row', id: 'row', children: row }] };
  });

/** An item of this type before it has its place in a thread. */
export type ItemOf<Type extends NewItem['type']> = Type extends unknown
  ? Omit<Extract<NewItem, { type: Type }>, 'id'>
  : never;

/** The items a responder makes; what the user says comes with a request. */
export const anyItem: {
  [Type in Exclude<NewItem['type'], 'user_message'>]: fc.Arbitrary<ItemOf<Type>>;
} = {
  assistant_message: record<Omit<ItemOf<'assistant_message'>, 'status' | 'basis'>>(
    { type: only('assistant_message'), content: fc.array(part, { minLength: 1, maxLength: 2 }) },
    {},
  ),
  client_tool_call: record<ItemOf<'client_tool_call'>>(
    {
      type: only('client_tool_call'),
      status: fc.constantFrom('pending', 'completed'),
      call_id: fc.uuid(),
      name: anyText,
      arguments: anyData,
    },
    { output: json.filter((value) => value !== null) },
  ),
  widget: record<Omit<ItemOf<'widget'>, 'basis'>>({ type: only('widget'), widget }, { copy_text: anyText }),
  generated_image: record<ItemOf<'generated_image'>>(
    { type: only('generated_image') },
    { image: record<GeneratedImage>({ id: fc.uuid(), url: fc.webUrl() }, {}) },
  ),
  structured_input: record<ItemOf<'structured_input'>>(
    {
      type: only('structured_input'),
      status: fc.constantFrom('pending', 'answered', 'skipped'),
      inputs: few(oneOf<StructuredQuestion>(questions)),
    },
    {},
  ),
  workflow: record<ItemOf<'workflow'>>({ type: only('workflow'), workflow }, {}),
  task: record<ItemOf<'task'>>({ type: only('task'), task: anyTask }, {}),
  end_of_turn: record<ItemOf<'end_of_turn'>>({ type: only('end_of_turn') }, {}),
  hidden_context_item: record<ItemOf<'hidden_context_item'>>({ type: only('hidden_context_item'), content: json }, {}),
  sdk_hidden_context: record<ItemOf<'sdk_hidden_context'>>({ type: only('sdk_hidden_context'), content: anyText }, {}),
};
