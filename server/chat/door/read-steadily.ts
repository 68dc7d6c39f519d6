import type { IncomingMessage } from 'node:http';
import { AppError } from '../../ground/errors.ts';

/** So long nothing may come, and so little of an upload may take as long as all of it may. */
const SILENCE_MS = 10_000;

/**
 * The body of a request as it comes. Who stops reading it can still answer.
 *
 * @throws AppError `too_slow` when nothing comes for a while.
 */
export async function* readSteadily(request: IncomingMessage, silenceMs = SILENCE_MS): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = request.iterator({ destroyOnReturn: false });
  for (;;) {
    const next = await inTime(chunks.next(), silenceMs);
    if (next.done === true) return;
    yield next.value;
  }
}

async function inTime<T>(coming: Promise<T>, milliseconds: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new AppError('too_slow', 'Nothing of the file came for a while. Please upload it again.')),
    milliseconds,
  );
  // What comes after that, an end included, is nobody's any more.
  coming.catch(() => undefined);
  try {
    return await Promise.race([coming, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
