import { isDeepStrictEqual } from 'node:util';
import type { StreamingRequest } from '../../desktop/chatkit-element/protocol/chat-request.ts';
import { parseItemPage, parseThread } from '../../desktop/chatkit-element/protocol/parse-thread.ts';
import { ProtocolClient } from '../../desktop/chatkit-element/protocol/protocol-client.ts';
import type { ThreadEvent } from '../../desktop/chatkit-element/protocol/thread-event.ts';
import type { Thread, ThreadItem } from '../../desktop/chatkit-element/protocol/thread-item.ts';
import { reduceThread } from '../../desktop/chatkit-element/thread/reduce-thread.ts';
import { EMPTY_THREAD, type ThreadState } from '../../desktop/chatkit-element/thread/thread-state.ts';
import { isThreadItem } from '../../desktop/chatkit-element/thread/transcript-entry.ts';
import { parseFrames, type Frame } from './chat-client.ts';

/** The chat element without its views: its client over real HTTP, its parser and its reducer. */
export class ListeningElement {
  /** What it knows of the thread. */
  state: ThreadState = EMPTY_THREAD;
  /** Every event it made of a frame; null where it made nothing of one. */
  readonly heard: (ThreadEvent | null)[] = [];
  /** Items and parts that looked otherwise once they were done, though each of their updates had been heard. */
  readonly jumps: { before: unknown; after: unknown }[] = [];
  readonly client: ProtocolClient;
  readonly #bodies: Promise<string>[] = [];

  constructor(url: string, credentials: Record<string, string>) {
    const fetchAs: typeof fetch = async (address, init) => {
      const headers = new Headers(init?.headers);
      for (const [name, value] of Object.entries(credentials)) headers.set(name, value);
      const response = await fetch(address, { ...init, headers });
      if (response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
        // Whoever stops listening has no use for the rest.
        this.#bodies.push(
          response
            .clone()
            .text()
            .catch(() => ''),
        );
      }
      return response;
    };
    this.client = new ProtocolClient(() => ({ url, fetch: fetchAs, locale: 'en' }));
  }

  /** Sends a request and follows the answer. */
  async listen(request: StreamingRequest, signal = new AbortController().signal): Promise<void> {
    for await (const event of this.client.stream(request, signal)) {
      this.heard.push(event);
      if (event) this.#take(event);
    }
  }

  /** The frames as they were sent, read without the element. */
  async frames(): Promise<Frame[]> {
    return (await Promise.all(this.#bodies)).flatMap(parseFrames);
  }

  /** What its transcript shows, errors and notices aside. */
  get items(): ThreadItem[] {
    return this.state.entries.filter(isThreadItem).map(withoutSignatures);
  }

  /** What the server says it has stored. */
  async stored(): Promise<{ thread: Thread | null; items: ThreadItem[] }> {
    const thread_id = this.state.thread?.id ?? '';
    const thread = await this.client.send({ type: 'threads.get_by_id', params: { thread_id } });
    const page = await this.client.send({ type: 'items.list', params: { thread_id, order: 'asc', limit: 100 } });
    return { thread: parseThread(thread), items: parseItemPage(page).data.map(withoutSignatures) };
  }

  #take(event: ThreadEvent): void {
    const [before, after] = this.#compare(event);
    if (before !== undefined && !isDeepStrictEqual(before, after)) this.jumps.push({ before, after });
    this.state = reduceThread(this.state, event);
  }

  /** What was made of updates, and what an event says that they came to. */
  #compare(event: ThreadEvent): [before: unknown, after: unknown] {
    if (event.type === 'thread.item.done') {
      const known = this.items.find(({ id }) => id === event.item.id);
      return [known && drawnOf(known), drawnOf(event.item)];
    }
    if (event.type !== 'thread.item.updated' || event.update.type !== 'assistant_message.content_part.done')
      return [0, 0];
    const message = this.items.find(({ id }) => id === event.item_id);
    const { content_index: index, content } = event.update;
    return [message?.type === 'assistant_message' ? message.content[index] : undefined, content];
  }
}

/** What updates can say of an item. */
function drawnOf(item: ThreadItem): unknown {
  switch (item.type) {
    case 'assistant_message':
      return item.content;
    case 'widget':
      return item.widget;
    case 'workflow':
      return item.workflow.tasks;
    case 'generated_image':
      return item.image;
    default:
      return item;
  }
}

/** The address of a preview is signed anew each time it is sent. */
function withoutSignatures(item: ThreadItem): ThreadItem {
  if (item.type !== 'user_message') return item;
  const attachments = item.attachments.map(({ preview_url: address, ...file }) =>
    address === undefined ? file : { ...file, preview_url: address.replace(/\?.*/, '') },
  );
  return { ...item, attachments };
}
