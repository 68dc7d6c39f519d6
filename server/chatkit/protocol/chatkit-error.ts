const STATUS = {
  invalid_request: 400,
  not_found: 404,
  conflict: 409,
  turn_in_progress: 409,
  too_large: 413,
  unsupported_media_type: 415,
  not_supported: 501,
} as const;

/** Why a request was refused before its first frame. */
export type ChatKitErrorCode = keyof typeof STATUS;

/** A refusal before anything was streamed: the host renders it with its HTTP status. The message is safe to show. */
export class ChatKitError extends Error {
  readonly code: ChatKitErrorCode;
  /** Seconds after which trying again can help; becomes `Retry-After`. */
  readonly retryAfter: number | undefined;

  constructor(code: ChatKitErrorCode, message: string, options: ErrorOptions & { retryAfter?: number } = {}) {
    super(message, options);
    this.name = 'ChatKitError';
    this.code = code;
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return STATUS[this.code];
  }
}
