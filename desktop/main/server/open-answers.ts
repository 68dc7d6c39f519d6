import type { FinishedAnswer } from '../ground/signals.ts';
import { createAnswerReader } from './answer-reader.ts';

/** Counts the answers that are still being streamed to a page. */
export interface OpenAnswers {
  count: () => number;
  /**
   * Remembers which answers are under way now.
   *
   * @returns the way to break off those that got no further since; it answers how many those are
   */
  mark: () => () => number;
  /**
   * @param onFinished hears of an answer that reached its end; not of one that was stopped or broke off
   * @returns the same answer, counted until it ends or the page stops listening
   */
  watch: (response: Response, onFinished: (answer: FinishedAnswer) => void) => Response;
}

interface OpenAnswer {
  /** How much of it came. */
  parts: number;
  breakOff: () => void;
}

/** Creates the counter; one per app. */
export function createOpenAnswers(): OpenAnswers {
  const open = new Set<OpenAnswer>();
  return {
    count: () => open.size,
    mark: () => {
      const marked = [...open].map((answer) => ({ answer, parts: answer.parts }));
      return () => {
        const stuck = marked.filter(({ answer, parts }) => open.has(answer) && answer.parts === parts);
        for (const { answer } of stuck) answer.breakOff();
        return stuck.length;
      };
    },
    watch: (response, onFinished) => {
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      if (!isStream || response.body === null) return response;
      const reader = response.body.getReader();
      const following = createAnswerReader();
      const answer: OpenAnswer = { parts: 0, breakOff: () => undefined };
      const end = (): void => void open.delete(answer);
      open.add(answer);
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          answer.breakOff = () => {
            end();
            controller.error(new Error('The answer broke off.'));
            reader.cancel().catch(() => undefined);
          };
        },
        pull: async (controller) => {
          try {
            const { done, value } = await reader.read();
            if (!done) {
              // The page first: reading along must not hold anything up.
              answer.parts += 1;
              controller.enqueue(value);
              following.take(value);
              return;
            }
            // Whoever broke it off has told the page already.
            if (!open.has(answer)) return;
            end();
            controller.close();
            const finished = following.end();
            if (finished) onFinished(finished);
          } catch (error) {
            end();
            controller.error(error);
          }
        },
        cancel: (reason) => {
          end();
          return reader.cancel(reason);
        },
      });
      return new Response(body, { status: response.status, headers: response.headers });
    },
  };
}
