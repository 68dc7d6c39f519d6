import type { ErrorEvent } from './thread-event.ts';

/**
 * Thrown by a responder or action to end the turn with one `error` frame of its choosing; every other exception becomes
 * a `stream.error` without text. A message makes it `custom` (shown as given, so localize it first; retry off unless
 * allowed), no message makes it `stream.error` (translated by the client; retry on unless refused).
 */
export class StreamError extends Error {
  readonly allowRetry: boolean;

  constructor(message?: string, options: ErrorOptions & { allowRetry?: boolean } = {}) {
    super(message, options);
    this.name = 'StreamError';
    this.allowRetry = options.allowRetry ?? message === undefined;
  }
}

/** The frame an exception becomes; the text of an unexpected one never leaves the server. */
export function toErrorEvent(error: unknown): ErrorEvent {
  if (!(error instanceof StreamError)) return { type: 'error', code: 'stream.error', allow_retry: true };
  if (error.message === '') return { type: 'error', code: 'stream.error', allow_retry: error.allowRetry };
  return { type: 'error', code: 'custom', message: error.message, allow_retry: error.allowRetry };
}
