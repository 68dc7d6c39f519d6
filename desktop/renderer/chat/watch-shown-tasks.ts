/** How a widget's rows name the task that each is about. */
const ROW = /"key":"task-(\d+)"/g;
/** As much of what came before as a name may begin in. */
const LONGEST_NAME = 40;

/**
 * Notes which tasks the chat is given to show, whichever element draws it.
 *
 * @returns the fetch to use instead, and whether any of some tasks may be shown
 */
export function watchShownTasks(send: typeof fetch) {
  const shown = new Set<number>();
  const note = async (body: NonNullable<Response['body']>): Promise<void> => {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let tail = '';
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const text = tail + next.value;
      for (const [, id] of text.matchAll(ROW)) shown.add(Number(id));
      tail = text.slice(-LONGEST_NAME);
    }
  };
  return {
    fetch: async (...request: Parameters<typeof fetch>): Promise<Response> => {
      const response = await send(...request);
      const { body } = response.clone();
      // A body that breaks off is the chat's to deal with.
      if (body) note(body).catch(() => undefined);
      return response;
    },
    showsAny: (ids: readonly number[]): boolean => ids.some((id) => shown.has(id)),
  };
}
