import type { Attachment } from './protocol/attachment.ts';
import type { StreamError } from './protocol/stream-error.ts';
import type { TurnEvent } from './protocol/thread-event.ts';
import type { ThreadItem, UserMessageItem, WidgetItem } from './protocol/thread-item.ts';
import type { ThreadRecord } from './protocol/thread.ts';
import type { TurnThread } from './turn/turn-thread.ts';

/** What the host passes to `process` and gets back in every handler and store call. */
export interface ChatKitCaller {
  /** Aborts when the turn is to stop: when the client goes away, unless the host lets it go on. Inside a turn it also aborts when the turn loses its lease. */
  readonly signal: AbortSignal;
  /** Aborts when the client goes away. A turn that goes on then stores its text more often: whoever comes back sees it grow. */
  readonly connection?: AbortSignal;
}

/** A click or a submit on a widget, or the host's own; the payload is untrusted. */
export interface Action {
  type: string;
  payload: unknown;
}

/** Where a message is, or is to be. */
export interface MessagePlace {
  threadId: string;
  messageId: string;
}

/** What a user thinks of a reply. */
export interface Feedback {
  threadId: string;
  itemIds: string[];
  kind: 'positive' | 'negative';
}

/** A recording to put into words. */
export interface Recording {
  bytes: Uint8Array;
  /** As sent, for example `audio/webm;codecs=opus`. */
  mimeType: string;
  /** The part before the semicolon. */
  mediaType: string;
}

/** The two calls that manage attachments; the bytes travel by routes of the host's (see attachment-service.ts). */
export interface AttachmentHandlers<C> {
  /** Makes the record and says where the bytes go; the server then saves it. */
  create(file: { name: string; size: number; mimeType: string }, caller: C): Promise<Attachment>;
  /** Deletes the bytes; the server then deletes the record. */
  delete(attachmentId: string, caller: C): Promise<void>;
  /** A fresh address for the preview of a picture, for every time it is sent. */
  previewUrl?(attachment: Attachment, caller: C): string;
}

/** What the host does; everything but `respond` is optional. */
export interface ChatKitHandlers<C> {
  /** Refuses a message before anything is stored, by throwing a `ChatKitError`; its attachments are only counted yet. */
  accept?(message: UserMessageItem, attachmentCount: number, caller: C): void;
  /** Where a message with that key of its client's is stored; the same for the same key, and nobody else's. Without it keys mean nothing. */
  placeOf?(key: string, caller: C): MessagePlace;
  /** Answers the user; the message is null after a client tool's output or answered questions. */
  respond(thread: TurnThread, message: UserMessageItem | null, caller: C): AsyncIterable<TurnEvent>;
  /** Runs an action and streams what follows. */
  action?(thread: TurnThread, action: Action, sender: WidgetItem | null, caller: C): AsyncIterable<TurnEvent>;
  /** Runs an action beside any stream; nothing is stored but what it saves itself. */
  syncAction?(
    thread: ThreadRecord,
    action: Action,
    sender: WidgetItem | null,
    caller: C,
  ): Promise<ThreadItem | undefined>;
  /**
   * Draws items from what is so now, whenever they are read; what is left out is not shown. Without it they are shown as
   * they are stored.
   */
  draw?(threadId: string, items: ThreadItem[], caller: C): Promise<ThreadItem[]>;
  feedback?(feedback: Feedback, caller: C): Promise<void>;
  transcribe?(recording: Recording, caller: C): Promise<string>;
  attachments?: AttachmentHandlers<C>;
  /** What a turn that was cancelled still shows, stored with what was said so far. */
  lastItems?(thread: TurnThread, caller: C): ThreadItem[];
  /** Called once when a turn was cancelled, after what was said so far is stored. */
  cancelled?(thread: TurnThread, caller: C): void | Promise<void>;
  /** Turns an expected failure of the host into the frame its user sees; undefined leaves it a `stream.error`. */
  toStreamError?(error: unknown): StreamError | undefined;
  /** Told about every unexpected failure, for the log. */
  failed?(error: unknown, caller: C): void;
}
