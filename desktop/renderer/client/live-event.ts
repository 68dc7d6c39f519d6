import * as z from 'zod/mini';
import { task } from '../../task.ts';

const item = z.object({ id: z.string(), conversation_id: z.string() });

/** What the server tells of, as far as this app does something about it; others of a newer server are passed over. */
export const liveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('refresh') }),
  z.object({ type: z.literal('tasks.changed'), tasks: z.array(task), removed: z.array(z.number()) }),
  z.object({ type: z.literal('conversations.changed') }),
  z.object({ type: z.literal('messages.changed'), messages: z.array(item), removed: z.array(item) }),
  z.object({ type: z.literal('reminders.due') }),
  z.object({ type: z.literal('session.ended') }),
]);

/** Something that changed, wherever it was changed. */
export type LiveEvent = z.infer<typeof liveEvent>;
