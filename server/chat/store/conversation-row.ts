import { z } from 'zod';
import type { ThreadItem } from '../../chatkit/protocol/thread-item.ts';
import type { Page, ThreadRecord } from '../../chatkit/protocol/thread.ts';

const status = z.discriminatedUnion('type', [
  z.object({ type: z.literal('active') }),
  z.object({ type: z.enum(['locked', 'closed']), reason: z.string().exactOptional() }),
]);

/** Items are stored as they were sent, so only what tells them apart is checked: parsing them whole would cost every turn. */
const storedItem = z
  .custom<ThreadItem>((value) => typeof value === 'object' && value !== null && 'id' in value && 'type' in value)
  .transform(fillIn);

const conversationRow = z.object({
  id: z.string(),
  title: z.string().nullable(),
  created_at: z.date(),
  active_at: z.date(),
  // A shape of another version must not lock a user out of a conversation.
  status: status.catch({ type: 'active' }),
  allowed_image_domains: z.array(z.string()).nullable(),
  metadata: z.record(z.string(), z.unknown()),
});

/** The columns of a conversation that make a thread. */
export const THREAD_COLUMNS = 'id, title, created_at, active_at, status, allowed_image_domains, metadata';

/** Reads a row of `THREAD_COLUMNS`. */
export function toThreadRecord(row: unknown): ThreadRecord {
  const { id, title, created_at, active_at, ...rest } = conversationRow.parse(row);
  return {
    id,
    title,
    createdAt: created_at.toISOString(),
    activeAt: active_at.toISOString(),
    status: rest.status,
    allowedImageDomains: rest.allowed_image_domains,
    metadata: rest.metadata,
  };
}

/** Reads one stored item; null stays null. */
export function toItem(value: unknown): ThreadItem | null {
  return storedItem.nullable().parse(value);
}

/** Reads a `json_agg` of items; no items are null there. */
export function toItems(value: unknown): ThreadItem[] {
  return storedItem.array().nullable().parse(value) ?? [];
}

/** Gives an item of an older version the members that readers rely on. */
function fillIn(item: ThreadItem): ThreadItem {
  if (item.type === 'user_message' && !('content' in item && 'attachments' in item && 'inference_options' in item)) {
    return Object.assign({ content: [], attachments: [], inference_options: {} }, item);
  }
  if (item.type === 'assistant_message' && !('content' in item)) return Object.assign({ content: [] }, item);
  return item;
}

/** A page of the rows that were read, one more than asked for if there are more. */
export function toPage<T extends { id: string }>(rows: T[], limit: number): Page<T> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return rows.length > limit && last ? { data, has_more: true, after: last.id } : { data, has_more: false };
}
