import knex from 'knex';
import { AppError } from '../ground/errors.ts';

/** SQLSTATE classes and codes that mean "the server cannot be used right now": PostgreSQL manual, appendix A. */
const UNAVAILABLE_STATES = /^(08|53|57P0|25006|28P01|3D000)/;
/** A limit ran out (statement, lock, transaction), or two transactions stood in each other's way: all is rolled back. */
const GIVEN_UP_STATES = new Set(['57014', '55P03', '25P03', '25P04', '57P05', '40001', '40P01']);
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
/** What `pg`, its pool and Knex throw without a code when a connection breaks or never comes, by the package that does. */
export const UNCODED_FAILURES: Readonly<Record<string, readonly string[]>> = {
  pg: [
    'Connection terminated',
    'Connection terminated unexpectedly',
    'timeout expired',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
  ],
  'pg-pool': ['Connection terminated due to connection timeout'],
  knex: ['Connection ended unexpectedly', 'Unable to acquire a connection'],
};
/** Knex puts the statement in front of it. */
const UNCODED_FAILURE = new RegExp(`(?:^| - )(?:${Object.values(UNCODED_FAILURES).flat().join('|')})$`);

/**
 * Turns a failure of the database itself (away, full, refusing, out of time) into the `database_unavailable` error that
 * is answered with 503, and text that it cannot store into `invalid_request`; anything else comes back unchanged.
 */
export function toDatabaseError(thrown: unknown): unknown {
  const error = nativeError(thrown);
  if (error === undefined || error instanceof AppError) return thrown;
  const state = codeOf(error);
  if (UNSTORABLE_STATES.has(state))
    return new AppError('invalid_request', 'A text in this request has a character that cannot be stored.', {
      cause: thrown,
    });
  if (GIVEN_UP_STATES.has(state))
    return unavailable('That took too long and was stopped. Please try again in a moment.', thrown);
  return isDatabaseUnavailable(error)
    ? unavailable('Parley cannot reach its database right now. Please try again in a moment.', thrown)
    : thrown;
}

function unavailable(message: string, cause: unknown): AppError {
  return new AppError('database_unavailable', message, { cause, retryAfter: 2 });
}

function isDatabaseUnavailable(error: Error): boolean {
  if (error instanceof knex.KnexTimeoutError) return true;
  const code = codeOf(error);
  if (code !== '') return UNAVAILABLE_STATES.test(code) || UNAVAILABLE_SYSTEM_CODES.has(code);
  if (error instanceof AggregateError)
    return error.errors.some((one) => one instanceof Error && isDatabaseUnavailable(one));
  // The drivers give these no code; there is nothing but the text to tell them by.
  return UNCODED_FAILURE.test(error.message) || (error.cause instanceof Error && isDatabaseUnavailable(error.cause));
}

/** What the driver threw, also when Objection has wrapped it. */
function nativeError(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  return 'nativeError' in error ? nativeError(error.nativeError) : error;
}

/** The SQLSTATE, or the system's name of a failed call. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
