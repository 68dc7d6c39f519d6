import { z } from 'zod';
import { ChatKitError } from '../protocol/chatkit-error.ts';
import type { MessagePlace } from '../chatkit-handlers.ts';
import type { ChatKitParts } from '../chatkit-parts.ts';
import type { StreamingRequest } from '../protocol/chatkit-request.ts';

const keyed = z.object({ message_key: z.string().regex(/^[\w-]{16,64}$/), is_again: z.boolean().optional() });

/**
 * Where a message is stored whose client gave it a key of its own (`metadata.message_key`), so that it can be sent again
 * when nobody knows whether it arrived. Undefined for any other request.
 */
export function placeOfMessage<C>(
  request: StreamingRequest,
  caller: C,
  { handlers }: ChatKitParts<C>,
): MessagePlace | undefined {
  if (request.type !== 'threads.create' && request.type !== 'threads.add_user_message') return undefined;
  const { data } = keyed.safeParse(request.metadata);
  const place = data && handlers.placeOf?.(data.message_key, caller);
  if (!place) return undefined;
  return request.type === 'threads.create' ? place : { ...place, threadId: request.params.thread_id };
}

/** The place of a message that is sent again (`metadata.is_again`) and had arrived. */
export async function findSentBefore<C>(
  request: StreamingRequest,
  caller: C,
  parts: ChatKitParts<C>,
): Promise<MessagePlace | undefined> {
  if (keyed.safeParse(request.metadata).data?.is_again !== true) return undefined;
  const place = placeOfMessage(request, caller, parts);
  if (!place) return undefined;
  try {
    await parts.store.loadThread(place.threadId, place.messageId, caller);
    return place;
  } catch (error) {
    if (error instanceof ChatKitError && error.code === 'not_found') return undefined;
    throw error;
  }
}
