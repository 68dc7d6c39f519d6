import type { ThreadItem } from '../chatkit/protocol/thread-item.ts';
import type { Confirmation } from '../models/confirmation.ts';
import type { Message } from '../models/message.ts';
import type { TaskView } from '../tasks/task-fields.ts';

/** A conversation as lists show it. */
interface ConversationView {
  id: string;
  title: string | null;
  created_at: string;
  active_at: string;
  /** Whether a turn runs in it. */
  is_answering: boolean;
}

/** An item of a conversation, and whether it still grows. */
interface MessageView {
  id: string;
  conversation_id: string;
  item_type: ThreadItem['type'];
  state: Message['state'];
  /** Absent from what a person wrote, which may have files: it is read by its id. */
  item?: ThreadItem;
}

interface ConfirmationView {
  id: string;
  conversation_id: string;
  /** The card that shows it. */
  item_id: string | null;
  status: Confirmation['status'];
  expires_at: string;
}

/** What was changed, as it is now. */
export type ChangeEvent =
  | { type: 'tasks.changed'; tasks: TaskView[]; removed: number[] }
  | { type: 'conversations.changed'; conversations: ConversationView[]; removed: string[] }
  | { type: 'messages.changed'; messages: MessageView[]; removed: { id: string; conversation_id: string }[] }
  | { type: 'confirmations.changed'; confirmations: ConfirmationView[] }
  /** Something may have been missed: read again what is shown. */
  | { type: 'refresh' };

/** One event of `GET /api/:userId/events`. */
export type WireEvent =
  | ChangeEvent
  /** What is read from now on is completed by the events that follow. */
  | { type: 'ready' }
  /** A reminder may have become due: time to claim it. */
  | { type: 'reminders.due' }
  /** Signed out, or the account is gone: nothing follows. */
  | { type: 'session.ended' };

/**
 * An event as a frame of a `text/event-stream`.
 *
 * @param id what `Last-Event-ID` brings back; of several events read together only the last has one.
 */
export function toEventFrame(event: WireEvent, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
