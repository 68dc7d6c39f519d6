import { z } from 'zod';
import type { FinishedAnswer } from '../ground/signals.ts';

/** Longer lines are passed over: what a notification shows is short. */
const MAX_LINE_CHARACTERS = 512 * 1024;
const MAX_TEXT = 4000;

const thread = z.object({ id: z.string().max(64), title: z.string().nullish() });
const assistantMessage = z.object({
  type: z.literal('assistant_message'),
  thread_id: z.string().max(64),
  content: z.array(z.object({ type: z.string(), text: z.string().optional() })),
});
const widget = z.object({
  type: z.literal('widget'),
  thread_id: z.string().max(64),
  copy_text: z.string().nullish(),
  widget: z.object({ confirm: z.unknown().optional() }),
});
const frame = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['thread.created', 'thread.updated']), thread }),
  z.object({
    type: z.enum(['thread.item.done', 'thread.item.replaced']),
    item: z.discriminatedUnion('type', [assistantMessage, widget]),
  }),
]);

/** Follows an answer on its way to the page, and holds no more of it than its last words. */
export interface AnswerReader {
  take: (chunk: Uint8Array) => void;
  /** @returns null when nothing was answered */
  end: () => FinishedAnswer | null;
}

/** Creates a reader for one stream of ChatKit events. */
export function createAnswerReader(): AnswerReader {
  const decoder = new TextDecoder();
  let rest = '';
  let isTooLong = false;
  let conversationId: string | null = null;
  let title: string | null = null;
  let text: string | null = null;
  /** What cards say, for an answer that has no words besides. */
  let shown = '';
  let question: string | null = null;
  const readLine = (line: string): void => {
    // Most lines are single words on their way; reading them all would cost more than everything else here.
    if (!line.startsWith('data: ') || line.includes('.text_delta"')) return;
    const parsed = frame.safeParse(parseJson(line.slice('data: '.length)));
    if (!parsed.success) return;
    if ('thread' in parsed.data) {
      conversationId = parsed.data.thread.id;
      title = parsed.data.thread.title ?? title;
      return;
    }
    const { item } = parsed.data;
    conversationId = item.thread_id;
    if (item.type === 'assistant_message') {
      text = item.content
        .map((part) => part.text ?? '')
        .join('\n')
        .slice(0, MAX_TEXT);
      return;
    }
    text ??= '';
    if (parsed.data.type === 'thread.item.done') shown = (item.copy_text ?? '').slice(0, MAX_TEXT);
    question = item.widget.confirm === undefined ? null : (item.copy_text ?? '').slice(0, MAX_TEXT);
  };
  return {
    take: (chunk) => {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (!isTooLong) readLine(line);
        isTooLong = false;
      }
      if (rest.length <= MAX_LINE_CHARACTERS) return;
      rest = '';
      isTooLong = true;
    },
    end: () =>
      conversationId === null || text === null ? null : { conversationId, title, text: text || shown, question },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
