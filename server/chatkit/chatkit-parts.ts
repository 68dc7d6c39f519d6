import type { ChatKitHandlers } from './chatkit-handlers.ts';
import type { ChatKitStore } from './chatkit-store.ts';
import type { UserMessageItem } from './protocol/thread-item.ts';

export interface ChatKitParts<C> {
  store: ChatKitStore<C>;
  handlers: ChatKitHandlers<C>;
  options?: ChatKitOptions;
}

/** What can be set; everything has a default. */
export interface ChatKitOptions {
  /** Whether clients offer Stop; default true. Going away always cancels. */
  allowCancel?: boolean;
  /** How many of the newest items a responder gets as `thread.history`; default 50. */
  historySize?: number;
  /** How long the lease of a dead instance blocks its thread; default 10,000 ms. */
  leaseMilliseconds?: number;
  /** How often unfinished text is stored; default 1,000 ms. */
  checkpointMilliseconds?: number;
  /** Makes the id of a new thread; default `thr_…`. */
  createThreadId?: () => string;
  /** Titles a new thread after its first message, whose attachments are not looked up yet; default null. */
  titleOf?: (message: UserMessageItem) => string | null;
}
