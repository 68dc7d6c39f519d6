import { isObject, isSetAt, listAt, objectAt, pickTexts, textAt, textsAt, type JsonObject } from './json-fields.ts';
import { parseThreadItem } from './parse-thread-item.ts';
import type { Page, Thread, ThreadItem, ThreadStatus } from './thread-item.ts';

/** Reads a thread without its items; null when it has no id. */
export function parseThread(value: unknown): Thread | null {
  if (!isObject(value) || typeof value.id !== 'string') return null;
  return {
    id: value.id,
    created_at: textAt(value, 'created_at') ?? '',
    status: parseStatus(objectAt(value, 'status')),
    ...pickTexts(value, ['title', 'active_at']),
    ...(Array.isArray(value.allowed_image_domains) && {
      allowed_image_domains: textsAt(value, 'allowed_image_domains'),
    }),
  };
}

export function parseThreadPage(value: unknown): Page<Thread> {
  return parsePage(value, parseThread);
}

/** Reads a page of items; hidden and unknown ones are left out. */
export function parseItemPage(value: unknown): Page<ThreadItem> {
  return parsePage(value, parseThreadItem);
}

function parsePage<Row>(value: unknown, parseRow: (row: unknown) => Row | null): Page<Row> {
  const page = isObject(value) ? value : {};
  return {
    data: listAt(page, 'data').flatMap((row) => parseRow(row) ?? []),
    has_more: isSetAt(page, 'has_more'),
    ...pickTexts(page, ['after']),
  };
}

function parseStatus(status: JsonObject): ThreadStatus {
  if (status.type !== 'locked' && status.type !== 'closed') return { type: 'active' };
  return { type: status.type, ...pickTexts(status, ['reason']) };
}
