/** Every expected failure, and the HTTP status it becomes. The code is the contract with clients. */
export const STATUS = {
  invalid_request: 400,
  invalid_date: 400,
  not_signed_in: 401,
  not_yours: 403,
  origin_not_allowed: 403,
  not_found: 404,
  method_not_allowed: 405,
  too_slow: 408,
  conflict: 409,
  confirmation_required: 409,
  turn_in_progress: 409,
  still_answering: 409,
  too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  rate_limited: 429,
  internal_error: 500,
  not_supported: 501,
  model_unavailable: 502,
  database_unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** An expected failure. The code is the contract; the message is safe to show. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** Whole seconds after which trying again can help; becomes `Retry-After`. */
  readonly retryAfter: number | undefined;
  /** The field of the request that is wrong, where it is one. */
  readonly field: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: ErrorOptions & { retryAfter?: number; field?: string | undefined } = {},
  ) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.retryAfter = options.retryAfter === undefined ? undefined : waitSeconds(options.retryAfter);
    this.field = options.field;
  }

  get status(): number {
    return STATUS[this.code];
  }
}

/** The longest wait that still makes sense to tell a person in seconds. */
const LONGEST_WAIT_SECONDS = 3600;

/**
 * A wait as people are told of it: whole seconds, one at the least, an hour at the most.
 *
 * @param wait seconds, or what a header says: seconds or a date. What cannot be read is the shortest wait.
 */
export function waitSeconds(wait: number | string): number {
  const seconds = typeof wait === 'number' ? wait : readWait(wait);
  if (Number.isNaN(seconds)) return 1;
  return Math.min(Math.max(Math.ceil(seconds), 1), LONGEST_WAIT_SECONDS);
}

function readWait(text: string): number {
  const seconds = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isNaN(seconds) ? (Date.parse(text) - Date.now()) / 1000 : seconds;
}
