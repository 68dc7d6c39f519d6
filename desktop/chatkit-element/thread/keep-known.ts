import type { ThreadItem } from '../protocol/thread-item.ts';
import { isThreadItem, type TranscriptEntry } from './transcript-entry.ts';

/**
 * What a thread shows after its newest items were fetched once more: what has not changed stays the object that it was, so
 * that nothing of it is drawn again, and errors and notices, which no server keeps, stay where they stood.
 */
export function keepKnown(shown: readonly TranscriptEntry[], fetched: readonly ThreadItem[]): TranscriptEntry[] {
  const known = new Map(shown.map((entry) => [entry.id, entry]));
  const local = new Map<string | undefined, TranscriptEntry[]>();
  let before: string | undefined;
  for (const entry of shown) {
    if (isThreadItem(entry)) before = entry.id;
    else local.set(before, [...(local.get(before) ?? []), entry]);
  }
  return fetched.flatMap((item) => [keepOne(known.get(item.id), item), ...(local.get(item.id) ?? [])]);
}

function keepOne(shown: TranscriptEntry | undefined, item: ThreadItem): TranscriptEntry {
  if (shown === undefined) return item;
  // The bubble keeps the id that it had before the server knew it.
  const fetched =
    item.type === 'user_message' && shown.type === 'user_message' && shown.local_id !== undefined
      ? { ...item, local_id: shown.local_id }
      : item;
  return isSame(shown, fetched) ? shown : keepParts(shown, fetched);
}

/** A value in which every part that has not changed is the one that was there. */
function keepParts<Value>(shown: unknown, fetched: Value): Value;
function keepParts(shown: unknown, fetched: unknown): unknown {
  if (isSame(shown, fetched)) return shown;
  if (Array.isArray(shown) && Array.isArray(fetched))
    return fetched.map((part: unknown, index) => keepParts(shown[index], part));
  if (!isRecord(shown) || !isRecord(fetched) || Array.isArray(fetched)) return fetched;
  return Object.fromEntries(Object.entries(fetched).map(([name, part]) => [name, keepParts(shown[name], part)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Members may come in another order: those of a stream are put together here. */
function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (!isRecord(left) || !isRecord(right) || Array.isArray(left) !== Array.isArray(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isSame(left[name], right[name]))
  );
}
