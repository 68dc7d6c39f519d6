import type { ThreadItem } from './thread-item.ts';

/** Members whose content belongs to the host or the model: nulls inside mean something. */
const FREE_FORM = new Set(['arguments', 'output', 'data', 'basis']);

/**
 * An item as it is stored and sent: null members left out, except inside free-form values; widget trees lose every
 * null, also in payloads and arrays. Always a copy, so that the responder may go on changing its own object.
 */
export function normalizeItem(item: ThreadItem): ThreadItem {
  // By far the most common, and nothing in it is ever null.
  if (item.type === 'assistant_message' && item.content.every((part) => part.annotations.length === 0)) {
    return { ...item, content: item.content.map((part) => ({ ...part, annotations: [] })) };
  }
  return item.type === 'hidden_context_item' ? structuredClone(item) : withoutNulls(item);
}

/** Leaves out null members at every level but inside free-form values; a `widget` is cleaned throughout. */
export function withoutNulls<T>(value: T): T;
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => withoutNulls(member));
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (member === null || member === undefined) continue;
    if (FREE_FORM.has(key)) result[key] = member;
    else result[key] = key === 'widget' || key === 'component' ? withoutAnyNulls(member) : withoutNulls(member);
  }
  return result;
}

/** Leaves out nulls everywhere, array elements included. */
export function withoutAnyNulls<T>(value: T): T;
export function withoutAnyNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((member) => member !== null && member !== undefined)
      .map((member: unknown) => withoutAnyNulls(member));
  }
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (member !== null && member !== undefined) result[key] = withoutAnyNulls(member);
  }
  return result;
}
