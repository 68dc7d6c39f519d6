import type { Strings } from '../locales/en.ts';
import { TruncatedStreamError } from '../protocol/read-events.ts';
import { ResponseError } from '../protocol/response-error.ts';

/** The sentence people see for a failed request, and whether trying again can help. */
export function describeFailure(
  error: Error,
  strings: Strings,
): { code: string; message: string; allowRetry: boolean } {
  if (error instanceof ResponseError) {
    return { code: error.code, message: responseText(error, strings), allowRetry: error.isRetryable };
  }
  const isCut = error instanceof TruncatedStreamError || error.name === 'TypeError';
  return { code: 'stream.error', message: isCut ? strings.errorCutOff : strings.errorGeneric, allowRetry: true };
}

function responseText(error: ResponseError, strings: Strings): string {
  if (error.status === 0) return strings.errorNetwork;
  if (error.status === 429 && error.retryAfter !== undefined) {
    return strings.errorRateLimit.replace('{seconds}', String(error.retryAfter));
  }
  // Whoever says it, and in whichever words: what helps is to sign in.
  if (error.status === 401) return strings.errorSignedOut;
  if (error.safeMessage !== undefined) return error.safeMessage;
  if (error.status === 413) return strings.errorTooLong;
  if (error.status === 403) return strings.errorSignedOut;
  if (error.status === 404) return strings.loadMissing;
  return error.status === 409 ? strings.errorBusy : strings.errorGeneric;
}
