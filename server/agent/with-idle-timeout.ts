import { AppError } from '../errors.ts';

/**
 * Passes a stream on, and gives up on it when nothing comes for a while.
 *
 * @throws AppError `model_unavailable` after `milliseconds` of silence.
 */
export async function* withIdleTimeout<T>(stream: AsyncIterable<T>, milliseconds: number): AsyncGenerator<T> {
  const iterator = stream[Symbol.asyncIterator]();
  let timer: NodeJS.Timeout | undefined;
  let isSilent: ((error: AppError) => void) | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    isSilent = reject;
  });
  // Nobody may be listening at the moment it rejects.
  silence.catch(() => undefined);
  const restart = () => {
    if (timer) timer.refresh();
    else
      timer = setTimeout(
        () => isSilent?.(new AppError('model_unavailable', 'The language model stopped answering. Please try again.')),
        milliseconds,
      );
  };
  try {
    for (;;) {
      restart();
      // oxlint-disable-next-line no-await-in-loop
      const next = await Promise.race([iterator.next(), silence]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    clearTimeout(timer);
    // Not awaited: a stalled stream never answers this either.
    void iterator.return?.();
  }
}
