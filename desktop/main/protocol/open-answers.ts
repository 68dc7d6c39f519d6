import { type FinishedAnswer, createAnswerReader } from './answer-reader.ts';

/** Counts the answers that are still being streamed to a page. */
export interface OpenAnswers {
  count: () => number;
  /**
   * @param onFinished hears of an answer that reached its end; not of one that was stopped or broke off
   * @returns the same answer, counted until it ends or the page stops listening
   */
  watch: (response: Response, onFinished: (answer: FinishedAnswer) => void) => Response;
}

/** Creates the counter; one per app. */
export function createOpenAnswers(): OpenAnswers {
  let open = 0;
  return {
    count: () => open,
    watch: (response, onFinished) => {
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      if (!isStream || response.body === null) return response;
      const reader = response.body.getReader();
      const following = createAnswerReader();
      let isOpen = true;
      const end = (): void => {
        if (isOpen) open -= 1;
        isOpen = false;
      };
      open += 1;
      const body = new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          try {
            const { done, value } = await reader.read();
            if (!done) {
              // The page first: reading along must not hold anything up.
              controller.enqueue(value);
              following.take(value);
              return;
            }
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
