/** Whether the user can write: locked keeps a disabled composer, closed replaces it by a banner. */
export type ThreadStatus =
  | { type: 'active' }
  | { type: 'locked'; reason?: string }
  | { type: 'closed'; reason?: string };

/** A thread as stores keep it. */
export interface ThreadRecord {
  id: string;
  title: string | null;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** When something was said last, where the store lists by that; ISO 8601, UTC. */
  activeAt?: string;
  status: ThreadStatus;
  /** Hosts whose images may show in assistant messages; null means any. */
  allowedImageDomains: string[] | null;
  /** Private to the server: never sent. */
  metadata: Record<string, unknown>;
}

/** What a turn changed on its thread: only the fields that are present are written. */
export interface ThreadPatch {
  /** Written only while the stored title is still `from`, so that a rename during the turn survives. */
  title?: { from: string | null; to: string | null };
  status?: ThreadStatus;
  allowedImageDomains?: string[] | null;
  metadata?: Record<string, unknown>;
}

/** Both patches as one, the second on top. */
export function mergePatches(first: ThreadPatch | null, second: ThreadPatch | null): ThreadPatch | null {
  if (!first || !second) return first ?? second;
  const title = second.title && { from: first.title?.from ?? second.title.from, to: second.title.to };
  return { ...first, ...second, ...(title && { title }) };
}

/** One page of rows, and the cursor of the next when there is one. */
export interface Page<T> {
  data: T[];
  has_more: boolean;
  /** Id of the last raw row of this page; present only when `has_more`. */
  after?: string;
}

/** Which rows to read. */
export interface PageQuery {
  limit: number;
  order: 'asc' | 'desc';
  after?: string;
}

/** A thread as clients see it. */
export interface WireThread {
  id: string;
  title?: string;
  created_at: string;
  /** Ours, and in lists only, which come in this order. */
  active_at?: string;
  status: ThreadStatus;
  allowed_image_domains?: string[];
  metadata: Record<string, never>;
  items: Page<unknown>;
}

/** The public view of a thread: no private metadata, and items only when a page is given. */
export function toWireThread(thread: ThreadRecord, items: Page<unknown> = { data: [], has_more: false }): WireThread {
  return {
    ...(thread.title !== null && { title: thread.title }),
    id: thread.id,
    created_at: thread.createdAt,
    status: thread.status,
    ...(thread.allowedImageDomains !== null && { allowed_image_domains: thread.allowedImageDomains }),
    metadata: {},
    items,
  };
}

/** The public view of a thread in a list. */
export function toListedThread(thread: ThreadRecord): WireThread {
  return { ...toWireThread(thread), ...(thread.activeAt !== undefined && { active_at: thread.activeAt }) };
}
