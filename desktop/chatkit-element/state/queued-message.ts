import type { UserInput } from '../protocol/chat-request.ts';
import type { UserMessageItem } from '../protocol/thread-item.ts';

/** A message that is ready to go: what the server gets and the bubble shown meanwhile. */
export type Message = { input: UserInput; bubble: UserMessageItem };

/** A message that waits until the running response has ended. */
export type QueuedMessage = Message & {
  /** Does not go out by itself: the response was stopped, failed or asked something, or the message was refused. */
  isHeld: boolean;
  /** Why it was refused, in words for people. */
  failure?: string;
};

/** The messages that wait, oldest first, by the id of their thread. */
export type Queues = Readonly<Record<string, readonly QueuedMessage[]>>;

/** What stands for the id of a thread that is about to be made. */
export const NO_THREAD = 'new';

/** The message a bubble shows, as the server takes it: files by their ids. */
export function messageOf(bubble: UserMessageItem): Message {
  const { content, quoted_text, inference_options, attachments } = bubble;
  const input = {
    content,
    inference_options,
    ...(quoted_text !== undefined && { quoted_text }),
    attachments: attachments.map(({ id }) => id),
  };
  return { input, bubble };
}
