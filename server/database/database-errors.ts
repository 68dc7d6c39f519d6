import { AppError } from '../errors.ts';

/** SQLSTATE classes and codes that mean "the server cannot be used right now": PostgreSQL manual, appendix A. */
const UNAVAILABLE_STATES = /^(08|53|57P0|25006|28P01|3D000)/;
const UNAVAILABLE_SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EPIPE',
  'EHOSTUNREACH',
]);
/** Text with a character that PostgreSQL does not store: NUL, as a byte or as an escape in JSON. */
const UNSTORABLE_STATES = new Set(['22021', '22P05']);
/** What `pg` and Knex throw without a code when a connection breaks, never comes, or the pool stays full. */
const UNCODED_FAILURES =
  /^(Connection terminated|timeout expired|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|Unable to acquire a connection|Connection ended unexpectedly)/;

/**
 * Turns a failure of the database itself (away, full, refusing) into the `database_unavailable` error that is
 * answered with 503, and text that it cannot store into `invalid_request`; anything else comes back unchanged.
 */
export function toDatabaseError(error: unknown): unknown {
  if (UNSTORABLE_STATES.has(stateOf(error)))
    return new AppError('invalid_request', 'A text in this request has a character that cannot be stored.', {
      cause: error,
    });
  return isDatabaseUnavailable(error)
    ? new AppError(
        'database_unavailable',
        'Parley cannot reach its database right now. Please try again in a moment.',
        { cause: error, retryAfter: 2 },
      )
    : error;
}

function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AppError) return false;
  if (error.name === 'KnexTimeoutError') return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code !== undefined) return UNAVAILABLE_STATES.test(code) || UNAVAILABLE_SYSTEM_CODES.has(code);
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable);
  // The drivers give these no code; there is nothing but the text to tell them by.
  return UNCODED_FAILURES.test(error.message) || isDatabaseUnavailable(error.cause);
}

/** The SQLSTATE of what the driver threw, also when Objection has wrapped it. */
function stateOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('nativeError' in error) return stateOf(error.nativeError);
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
