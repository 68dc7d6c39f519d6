import { describe, expect, test } from 'vitest';
import { parseThreadEvent } from '../protocol/parse-thread-event.ts';
import type { ThreadEvent } from '../protocol/thread-event.ts';
import {
  assistantItem,
  added,
  created,
  delta,
  done,
  item,
  options,
  thread,
  updated,
  userItem,
  widgetItem,
} from '../testing/frames.ts';
import { endResponse, reduceThread, stopResponse } from './reduce-thread.ts';
import { EMPTY_THREAD, type ThreadState } from './thread-state.ts';

/** The state after frames as a server sends them. */
function after(frames: object[], start: ThreadState = EMPTY_THREAD): ThreadState {
  return frames
    .map((frame) => parseThreadEvent(JSON.parse(JSON.stringify(frame))))
    .filter((event): event is ThreadEvent => event !== null)
    .reduce(reduceThread, start);
}

const ids = (state: ThreadState) => state.entries.map((entry) => entry.id);
const partsOf = (state: ThreadState) => {
  const last = state.entries.at(-1);
  return last?.type === 'assistant_message' ? last.content.map((part) => part.text) : null;
};

describe('the twelve events', () => {
  test('create a thread, confirm the message shown before, and stream the reply', () => {
    const optimistic = after([], {
      ...EMPTY_THREAD,
      entries: [
        {
          type: 'user_message',
          id: 'local_user_1',
          thread_id: '',
          created_at: '',
          content: [],
          attachments: [],
          inference_options: {},
        },
      ],
      optimisticId: 'local_user_1',
    });
    const state = after(
      [
        created(thread('thr_1')),
        done(userItem('u1', 'Hi')),
        options(),
        added(assistantItem('a1', '')),
        delta('a1', 'Hel'),
        delta('a1', 'lo'),
      ],
      optimistic,
    );
    expect(ids(state)).toEqual(['u1', 'a1']);
    expect(state.entries[0]).toMatchObject({ local_id: 'local_user_1' });
    expect(partsOf(state)).toEqual(['Hello']);
    expect(state).toMatchObject({ canStop: true, optimisticId: null, thread: { id: 'thr_1' } });
    expect([...state.unfinished]).toEqual(['a1']);
  });

  test('thread.updated takes title and status but never the empty page of items', () => {
    const state = after([
      created(thread('thr_1')),
      done(userItem('u1', 'Hi')),
      { type: 'thread.updated', thread: thread('thr_1', { title: 'T', status: { type: 'locked', reason: 'R' } }) },
    ]);
    expect(state.thread).toMatchObject({ title: 'T', status: { type: 'locked', reason: 'R' } });
    expect(ids(state)).toEqual(['u1']);
  });

  test('done, replaced and removed keep places and ignore strangers', () => {
    const start = after([
      done(userItem('u1', 'Hi')),
      done(widgetItem('w1', { type: 'Card' })),
      done(assistantItem('a1', 'x')),
    ]);
    const state = after(
      [
        { type: 'thread.item.replaced', item: widgetItem('w1', { type: 'Basic' }) },
        { type: 'thread.item.removed', item_id: 'u1' },
        { type: 'thread.item.removed', item_id: 'nobody' },
        done(assistantItem('a1', 'y')),
      ],
      start,
    );
    expect(ids(state)).toEqual(['w1', 'a1']);
    expect(state.entries[0]).toMatchObject({ widget: { type: 'Basic' } });
    expect(partsOf(state)).toEqual(['y']);
  });

  test('progress lasts until the assistant speaks or shows something', () => {
    const progress = { type: 'progress_update', text: 'Looking', icon: 'search' };
    expect(after([progress]).progress).toEqual({ text: 'Looking', icon: 'search' });
    expect(after([progress, added(item('wf', 'workflow', { workflow: {} }))]).progress).not.toBeNull();
    expect(after([progress, added(assistantItem('a1', ''))]).progress).toBeNull();
    expect(after([progress, done(widgetItem('w1', { type: 'Card' }))]).progress).toBeNull();
    expect(endResponse(after([progress])).progress).toBeNull();
  });

  test('errors and notices take their place among the items', () => {
    const state = after([
      done(userItem('u1', 'Hi')),
      { type: 'notice', level: 'warning', message: 'Slow' },
      { type: 'error', code: 'custom', message: 'No', allow_retry: true },
    ]);
    expect(state.entries.slice(1)).toEqual([
      { type: 'notice', id: 'local_1', level: 'warning', message: 'Slow' },
      { type: 'error', id: 'local_2', code: 'custom', message: 'No', allowRetry: true },
    ]);
  });

  test('effects, unknown updates and updates of unknown items change nothing', () => {
    const state = after([done(userItem('u1', 'Hi'))]);
    expect(
      after([{ type: 'client_effect', name: 'x' }, delta('nobody', 'x'), delta('u1', 'x')], state).entries,
    ).toEqual(state.entries);
  });

  test('leave the parts alone that they do not concern', () => {
    const state = after([done(userItem('u1', 'Hi')), added(assistantItem('a1', ''))]);
    expect(after([delta('a1', 'x')], state).entries[0]).toBe(state.entries[0]);
  });
});

describe('the ten updates', () => {
  const start = after([added(assistantItem('a1', ''))]);
  const source = (title: string) => ({ type: 'annotation', source: { type: 'url', title, url: 'https://x.test' } });
  const part = (text: string, annotations: object[] = []) => ({ type: 'output_text', text, annotations });

  test('add, extend and finish parts, and pad those that are missing', () => {
    const state = after(
      [
        delta('a1', 'late', 2),
        updated('a1', { type: 'assistant_message.content_part.added', content_index: 0, content: part('first') }),
        updated('a1', { type: 'assistant_message.content_part.done', content_index: 2, content: part('final') }),
      ],
      start,
    );
    expect(partsOf(state)).toEqual(['first', '', 'final']);
  });

  test('insert annotations at their index and keep them when a finished part forgot them', () => {
    const annotate = (index: number, title: string) =>
      updated('a1', {
        type: 'assistant_message.content_part.annotation_added',
        content_index: 0,
        annotation_index: index,
        annotation: source(title),
      });
    const finish = (text: string) =>
      updated('a1', { type: 'assistant_message.content_part.done', content_index: 0, content: part(text) });
    const cited = after([delta('a1', 'text'), annotate(0, 'B'), annotate(0, 'A'), annotate(9, 'C')], start);
    const titles = (state: ThreadState) => {
      const last = state.entries.at(-1);
      return last?.type === 'assistant_message'
        ? last.content[0]?.annotations.map((annotation) => annotation.source.title)
        : null;
    };
    expect(titles(after([finish('text')], cited))).toEqual(['A', 'B', 'C']);
    expect(titles(after([finish('other text')], cited))).toEqual([]);
  });

  test('stream text into widgets, also inside a Transition, and replace components and roots', () => {
    const text = (id: string, value: string) => ({ type: 'Text', id, value });
    const widget = { type: 'Card', children: [text('t', 'One'), { type: 'Transition', children: text('m', 'In') }] };
    const value = (componentId: string, suffix: string, isDone: boolean) =>
      updated('w1', {
        type: 'widget.streaming_text.value_delta',
        component_id: componentId,
        delta: suffix,
        done: isDone,
      });
    const state = after([
      added(widgetItem('w1', widget)),
      value('t', ' two', false),
      value('m', 'side', true),
      value('zz', 'x', true),
    ]);
    expect(state.entries[0]).toMatchObject({
      widget: {
        children: [{ value: 'One two', streaming: true }, { children: { value: 'Inside', streaming: false } }],
      },
    });
    const swapped = after(
      [updated('w1', { type: 'widget.component.updated', component_id: 'm', component: text('m', 'New') })],
      state,
    );
    expect(swapped.entries[0]).toMatchObject({
      widget: { children: [{ value: 'One two' }, { children: { value: 'New' } }] },
    });
    const rooted = after(
      [updated('w1', { type: 'widget.root.updated', widget: { type: 'Basic', children: [] } })],
      swapped,
    );
    expect(rooted.entries[0]).toMatchObject({ widget: { type: 'Basic', children: [] } });
  });

  test('add and update steps, and show partial images', () => {
    const task = (title: string) => ({ type: 'custom', title });
    const state = after([
      added(item('wf', 'workflow', { workflow: { type: 'custom', tasks: [] } })),
      updated('wf', { type: 'workflow.task.added', task_index: 0, task: task('B') }),
      updated('wf', { type: 'workflow.task.added', task_index: 0, task: task('A') }),
      updated('wf', { type: 'workflow.task.updated', task_index: 1, task: task('B2') }),
      updated('wf', { type: 'workflow.task.updated', task_index: 9, task: task('C') }),
      added(item('i1', 'generated_image')),
      updated('i1', { type: 'generated_image.updated', image: { id: 'g', url: 'https://x.test/g' }, progress: 0.4 }),
    ]);
    expect(state.entries[0]).toMatchObject({ workflow: { tasks: [{ title: 'A' }, { title: 'B2' }, { title: 'C' }] } });
    expect(state.entries[1]).toMatchObject({ image: { url: 'https://x.test/g' }, progress: 0.4 });
  });
});

test('stopping keeps words and steps and drops what is half made', () => {
  const state = after([
    done(widgetItem('w0', { type: 'Card' })),
    added(item('wf', 'workflow', { workflow: {} })),
    added(assistantItem('a1', '')),
    delta('a1', 'Half'),
    added(widgetItem('w1', { type: 'Card' })),
    added(item('i1', 'generated_image')),
    options(),
  ]);
  const stopped = stopResponse(state);
  expect(ids(stopped)).toEqual(['w0', 'wf', 'a1']);
  expect(stopped).toMatchObject({ canStop: false, progress: null });
  expect(stopped.unfinished.size).toBe(0);
});
