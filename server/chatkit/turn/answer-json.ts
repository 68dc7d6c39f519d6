import { ChatKitError } from '../protocol/chatkit-error.ts';
import type { ChatKitHandlers } from '../chatkit-handlers.ts';
import type { ChatKitParts } from '../chatkit-parts.ts';
import type { JsonRequest, RequestParams } from '../protocol/chatkit-request.ts';
import { isHidden, type ThreadItem } from '../protocol/thread-item.ts';
import { toListedThread, toWireThread, type Page, type PageQuery } from '../protocol/thread.ts';
import { toWireAttachment, toWireItem } from './wire-item.ts';
import { normalizeItem } from '../protocol/wire-json.ts';

/** How many items a thread is opened with. */
const FIRST_ITEMS = 20;

/**
 * Answers a request that does not stream.
 * @returns the JSON body.
 * @throws ChatKitError
 */
export async function answerJson<C>(request: JsonRequest, caller: C, parts: ChatKitParts<C>): Promise<unknown> {
  const { store, handlers } = parts;
  const toWirePage = async (threadId: string, page: Page<ThreadItem>) => {
    const shown = page.data.filter((item) => !isHidden(item));
    const drawn = (await handlers.draw?.(threadId, shown, caller)) ?? shown;
    return { ...page, data: drawn.map((item) => toWireItem(item, handlers, caller)) };
  };

  switch (request.type) {
    case 'threads.get_by_id': {
      const { thread, items } = await store.readThread(request.params.thread_id, FIRST_ITEMS, caller);
      return toWireThread(thread, await toWirePage(thread.id, items));
    }
    case 'threads.list': {
      const page = await store.listThreads(toPageQuery(request.params), caller);
      return { ...page, data: page.data.map(toListedThread) };
    }
    case 'threads.update':
      return toWireThread(await store.renameThread(request.params.thread_id, request.params.title, caller));
    case 'threads.delete':
      await store.deleteThread(request.params.thread_id, caller);
      return {};
    case 'items.list':
      return toWirePage(
        request.params.thread_id,
        await store.listItems(request.params.thread_id, toPageQuery(request.params), caller),
      );
    case 'items.feedback': {
      const { thread_id, item_ids, kind } = request.params;
      await handlers.feedback?.({ threadId: thread_id, itemIds: item_ids, kind }, caller);
      return {};
    }
    case 'attachments.create':
      return createAttachment(request.params, caller, parts);
    case 'attachments.delete':
      await expectAttachments(handlers).delete(request.params.attachment_id, caller);
      await store.deleteAttachment(request.params.attachment_id, caller);
      return {};
    case 'input.transcribe':
      return { text: await transcribe(request.params, caller, handlers) };
    case 'threads.sync_custom_action':
      return runSyncAction(request.params, caller, parts);
    default:
      return request satisfies never;
  }
}

function toPageQuery({ limit, order, after }: RequestParams<'threads.list'>): PageQuery {
  return { limit, order, ...(after !== undefined && { after }) };
}

async function createAttachment<C>(
  { name, size, mime_type }: RequestParams<'attachments.create'>,
  caller: C,
  { store, handlers }: ChatKitParts<C>,
): Promise<unknown> {
  const attachment = await expectAttachments(handlers).create({ name, size, mimeType: mime_type }, caller);
  await store.saveAttachment(attachment, caller);
  return toWireAttachment(attachment, handlers, caller);
}

function expectAttachments<C>(handlers: ChatKitHandlers<C>) {
  if (!handlers.attachments) throw new ChatKitError('not_supported', 'This server takes no attachments.');
  return handlers.attachments;
}

async function transcribe<C>(
  { audio_base64, mime_type }: RequestParams<'input.transcribe'>,
  caller: C,
  handlers: ChatKitHandlers<C>,
): Promise<string> {
  if (!handlers.transcribe) throw new ChatKitError('not_supported', 'This server does not take dictation.');
  const bytes = Buffer.from(audio_base64, 'base64');
  const mediaType = mime_type.split(';', 1)[0]?.trim() ?? mime_type;
  return handlers.transcribe({ bytes, mimeType: mime_type, mediaType }, caller);
}

async function runSyncAction<C>(
  { thread_id, item_id, action }: RequestParams<'threads.sync_custom_action'>,
  caller: C,
  { store, handlers }: ChatKitParts<C>,
): Promise<unknown> {
  if (!handlers.syncAction) throw new ChatKitError('not_supported', 'This server handles no such actions.');
  const { thread, item } = await store.loadThread(thread_id, item_id ?? null, caller);
  if (item !== null && item.type !== 'widget') throw new ChatKitError('conflict', 'Only a widget can send an action.');
  const updated = await handlers.syncAction(thread, action, item, caller);
  return updated && !isHidden(updated) ? { updated_item: toWireItem(normalizeItem(updated), handlers, caller) } : {};
}
