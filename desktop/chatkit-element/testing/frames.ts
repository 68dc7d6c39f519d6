/** Frames and items as a server sends them, short to write in tests. */

const AT = '2026-03-04T09:00:00.000Z';

/** A thread without items. */
export function thread(id: string, members: object = {}): object {
  return {
    id,
    created_at: AT,
    status: { type: 'active' },
    metadata: {},
    items: { data: [], has_more: false },
    ...members,
  };
}

/** The message a person sent. */
export function userItem(id: string, text: string, members: object = {}): object {
  const content = [{ type: 'input_text', text }];
  return item(id, 'user_message', { content, attachments: [], inference_options: {}, ...members });
}

/** A finished message of the assistant. */
export function assistantItem(id: string, text: string, annotations: object[] = []): object {
  return item(id, 'assistant_message', { content: [{ type: 'output_text', text, annotations }] });
}

export function widgetItem(id: string, widget: object, members: object = {}): object {
  return item(id, 'widget', { widget, ...members });
}

/** Any item. */
export function item(id: string, type: string, members: object = {}): object {
  return { id, thread_id: 'thr_1', created_at: AT, type, ...members };
}

export const added = (value: object) => ({ type: 'thread.item.added', item: value });
export const done = (value: object) => ({ type: 'thread.item.done', item: value });
export const created = (value: object) => ({ type: 'thread.created', thread: value });
export const updated = (itemId: string, update: object) => ({ type: 'thread.item.updated', item_id: itemId, update });
export const delta = (itemId: string, text: string, index = 0) =>
  updated(itemId, { type: 'assistant_message.content_part.text_delta', content_index: index, delta: text });
export const options = (allowCancel = true) => ({
  type: 'stream_options',
  stream_options: { allow_cancel: allowCancel },
});

/** The frames of a whole first turn. */
export function turn(question: string, answer: string, threadId = 'thr_1'): object[] {
  return [
    created(thread(threadId)),
    done(userItem('msg_u1', question)),
    options(),
    added(assistantItem('msg_a1', '')),
    ...answer.split(/(?<= )/).map((word) => delta('msg_a1', word)),
    done(assistantItem('msg_a1', answer)),
  ];
}
