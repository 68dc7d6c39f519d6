import type { Attachment } from '../protocol/attachment.ts';
import type { ChatKitHandlers } from '../chatkit-handlers.ts';
import { withoutBasis, type ThreadItem } from '../protocol/thread-item.ts';

/** The public view of a stored item: attachments without what is private to the server, previews with fresh addresses. */
export function toWireItem<C, T extends ThreadItem>(item: T, handlers: ChatKitHandlers<C>, caller: C): T {
  if (item.type !== 'user_message' || item.attachments.length === 0) return withoutBasis(item);
  const attachments = item.attachments.map((attachment) => {
    // An upload address inside a sent message would let whoever reads it replace the file.
    const { upload_descriptor: _, ...sent } = toWireAttachment(attachment, handlers, caller);
    return sent;
  });
  return { ...item, attachments };
}

/** The public view of an attachment. */
export function toWireAttachment<C>(attachment: Attachment, handlers: ChatKitHandlers<C>, caller: C): Attachment {
  const { metadata: _, ...sent } = attachment;
  if (sent.type === 'file') return sent;
  const previewUrl = handlers.attachments?.previewUrl?.(attachment, caller);
  return previewUrl === undefined ? sent : { ...sent, preview_url: previewUrl };
}
