import { z } from 'zod';
import { type DatePreview, datePreview } from '../../date-preview.ts';
import { trayTask } from '../../task.ts';
import { readAnswer, type SendRequest } from './api-request.ts';

const TIMEOUT_MS = 60_000;
/** Nobody waits for a preview. */
const PREVIEW_TIMEOUT_MS = 5000;
const CONFIG_TIMEOUT_MS = 10_000;
const MAX_ANSWER_TEXT = 2000;

const taskPage = z.object({ data: z.array(trayTask) });
const taskCounts = z.object({ overdue: z.int().min(0), today: z.int().min(0) });
const chatAnswer = z.object({
  conversation_id: z.string().max(64),
  message: z.union([z.string(), z.object({ text: z.string() }).transform(({ text }) => text)]),
  /** Servers before it had a receipt as data said all of it in the message. */
  reply: z.string().optional(),
  receipt: z.object({ text: z.string() }).nullable().default(null),
  confirmation: z.object({ id: z.string(), summary: z.string() }).nullable().default(null),
});
const conversation = z.object({ title: z.string().nullish() });
const serverConfig = z.object({ features: z.array(z.string()).catch([]).default([]) });

/** A task as the tray and reminders need it. */
export type TrayTask = z.infer<typeof trayTask>;

/** The API as the tray, quick add and reminders use it. */
export interface ParleyApi {
  /** @param query such as `due=today` @param limit 1 to 100 */
  listTasks: (query: Record<string, string>, limit: number) => Promise<TrayTask[]>;
  /** How many open tasks are late and how many are due today, as the server counts them. */
  countTasks: () => Promise<z.infer<typeof taskCounts>>;
  completeTask: (id: number) => Promise<void>;
  /** Tasks that became due and that no other desktop has shown. */
  claimReminders: () => Promise<TrayTask[]>;
  snoozeReminder: (id: number, until: string) => Promise<void>;
  /** @param key the same for every try, so that a message is taken once */
  sendMessage: (text: string, key: string, conversationId: string | null) => Promise<ChatAnswer>;
  /** What the server reads of dates in a task that is being typed. @param signal gives up on it */
  previewDates: (text: string, signal: AbortSignal) => Promise<DatePreview>;
  /** Whether the server takes a message once however often it is sent with one key. */
  takesOnce: () => Promise<boolean>;
  /** @returns null when it has none yet */
  conversationTitle: (id: string) => Promise<string | null>;
}

/** What became of a message. */
export interface ChatAnswer {
  conversationId: string;
  /** The receipt of what was changed, or what was said. */
  message: string;
  /** The message is the receipt of a change. */
  isReceipt: boolean;
  /** Something waits for a yes. */
  needsAnswer: boolean;
}

/**
 * Creates the client for whoever is signed in at the time of each call.
 *
 * @param readConfig asks the server in use what it offers
 */
export function createParleyApi(send: SendRequest, readConfig: (signal: AbortSignal) => Promise<Response>): ParleyApi {
  const request = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    signal = AbortSignal.timeout(TIMEOUT_MS),
  ) => readAnswer(await send({ method, path, body, headers, signal }));
  return {
    listTasks: async (query, limit) => {
      const search = new URLSearchParams({ ...query, limit: String(limit) });
      return taskPage.parse(await request('GET', `tasks?${search.toString()}`)).data;
    },
    countTasks: async () => taskCounts.parse(await request('GET', 'tasks/summary?status=pending')),
    completeTask: async (id) => {
      await request('PATCH', `tasks/${id}`, { status: 'completed' });
    },
    claimReminders: async () => taskPage.parse(await request('POST', 'reminders/claim', {})).data,
    snoozeReminder: async (id, until) => {
      await request('POST', 'reminders/snooze', { task_id: id, until });
    },
    sendMessage: async (text, key, conversationId) => {
      const body = { message: text, ...(conversationId === null ? {} : { conversation_id: conversationId }) };
      const answer = chatAnswer.parse(await request('POST', 'chat', body, { 'idempotency-key': key }));
      return {
        conversationId: answer.conversation_id,
        message: answer.message.slice(0, MAX_ANSWER_TEXT),
        isReceipt: answer.receipt !== null && answer.reply === '',
        needsAnswer: answer.confirmation !== null,
      };
    },
    previewDates: async (text, signal) => {
      const soon = AbortSignal.any([signal, AbortSignal.timeout(PREVIEW_TIMEOUT_MS)]);
      return datePreview.parse(await request('POST', 'dates/preview', { text, kind: 'task' }, {}, soon));
    },
    takesOnce: async () => {
      const config = await readConfig(AbortSignal.timeout(CONFIG_TIMEOUT_MS));
      return serverConfig.parse(await config.json()).features.includes('idempotency');
    },
    conversationTitle: async (id) => {
      const body = { type: 'threads.get_by_id', params: { thread_id: id } };
      return conversation.parse(await request('POST', 'chat', body)).title ?? null;
    },
  };
}
