/** Counts the answers that are still being streamed to a page. */
export interface OpenAnswers {
  count: () => number;
  /** @returns the same answer, counted until it ends or the page stops listening */
  watch: (response: Response) => Response;
}

/** Creates the counter; one per app. */
export function createOpenAnswers(): OpenAnswers {
  let open = 0;
  return {
    count: () => open,
    watch: (response) => {
      const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
      if (!isStream || response.body === null) return response;
      const reader = response.body.getReader();
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
            if (!done) return controller.enqueue(value);
            end();
            controller.close();
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
