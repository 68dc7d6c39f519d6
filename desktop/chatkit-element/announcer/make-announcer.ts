import type { ChatState } from '../state/chat-state.ts';
import { splitSentences } from './split-sentences.ts';

/** What is new to say: how the response is doing, and sentences of it. */
export type News = { status: string | null; sentences: string[] };

/** Makes a function that is shown each state in turn and answers with what is new to say. */
export function makeAnnouncer(): (state: ChatState) => News {
  let wasResponding = false;
  let replyId: string | undefined;
  let spoken = 0;
  // Lines that are whole are cut into sentences once.
  let lines = '';
  let inLines = 0;
  return (state) => {
    const { strings } = state.translation;
    const isResponding = state.activity === 'responding';
    const reply = state.threadState.entries.findLast((entry) => entry.type === 'assistant_message');
    const news: News = { status: null, sentences: [] };
    if (isResponding && !wasResponding) {
      news.status = strings.responding;
      // What an earlier response said was said then.
      replyId = reply?.id;
      spoken = Number.POSITIVE_INFINITY;
    }
    if ((isResponding || wasResponding) && reply) {
      if (reply.id !== replyId) {
        replyId = reply.id;
        spoken = 0;
      }
      const text = reply.content.map((part) => part.text).join('\n');
      if (!text.startsWith(lines)) [lines, inLines] = ['', 0];
      const sentences = splitSentences(text.slice(lines.length));
      // The last sentence may still be growing.
      const finished = isResponding ? sentences.slice(0, -1) : sentences;
      news.sentences = finished.slice(Math.max(spoken - inLines, 0));
      spoken = Math.max(spoken, inLines + finished.length);
      const lastLine = text.lastIndexOf('\n') + 1;
      const open = splitSentences(text.slice(lastLine)).length;
      if (open > 0) [lines, inLines] = [text.slice(0, lastLine), inLines + sentences.length - open];
    }
    if (!isResponding && wasResponding) {
      const hasFailed = state.threadState.entries.at(-1)?.type === 'error';
      news.status = hasFailed ? strings.responseFailed : strings.responseDone;
      // Without words of its own, what was done is what the cards say.
      if (spoken === Number.POSITIVE_INFINITY) news.sentences = cardLines(state);
    }
    wasResponding = isResponding;
    return news;
  };
}

/** The cards of the newest turn, in words. */
function cardLines({ threadState: { entries } }: ChatState): string[] {
  const said = entries.findLastIndex(({ type }) => type === 'user_message');
  const texts = entries.slice(said + 1).flatMap((entry) => (entry.type === 'widget' ? [entry.copy_text ?? ''] : []));
  return texts
    .join('\n')
    .split('\n')
    .filter((line) => line !== '');
}
