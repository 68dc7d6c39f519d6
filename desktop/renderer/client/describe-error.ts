import type { Messages } from '../../words/en/messages.ts';
import { ApiError } from './api-error.ts';

/** A sentence a person can act on for anything a request threw. */
export function describeError(error: unknown, { error: words }: Messages): string {
  if (!(error instanceof ApiError)) return words.unknown;
  if (error.code === 'offline') return words.offline;
  if (error.code === 'server_away') return words.server_away;
  if (error.status === 503) return words.waking;
  if (error.status === 429) return words.rate_limited(error.retryAfter);
  if (error.status === 404 || error.code === 'not_found') return words.not_found;
  if (error.status === 409) return error.detail ?? words.conflict;
  if (error.status === 413) return words.too_large;
  // Expected failures come with a sentence for people; what nobody expected has none that is worth more than ours.
  return error.code === 'internal_error' || error.code === 'unknown' ? words.unknown : (error.detail ?? words.unknown);
}
