import { isObject, objectAt, textAt, type JsonObject } from './json-fields.ts';

/** A request the server answered with an error status, or did not answer at all (status 0). */
export class ResponseError extends Error {
  override name = 'ResponseError';
  readonly status: number;
  readonly code: string;
  /** A sentence from the server that is meant for people, when it sent one. */
  readonly safeMessage: string | undefined;
  /** Seconds to wait before another try, when the server said so. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, safeMessage?: string, retryAfter?: number) {
    super(safeMessage ?? `The request failed with status ${status}.`);
    this.status = status;
    this.code = code;
    this.safeMessage = safeMessage;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later: the network, a busy thread, limits and server faults. */
  get isRetryable(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 409 || this.status === 429 || this.status >= 500;
  }
}

/** Turns an answer outside 2xx into an error: reads `{"error":{code,message}}` and problem+json bodies. */
export async function responseErrorFrom(response: Response): Promise<ResponseError> {
  const body: unknown = await response.json().catch(() => null);
  const { code, message } = readBody(isObject(body) ? body : {});
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return new ResponseError(
    response.status,
    code ?? `http_${response.status}`,
    message,
    Number.isFinite(retryAfter) ? retryAfter : undefined,
  );
}

function readBody(body: JsonObject): { code: string | undefined; message: string | undefined } {
  const error = objectAt(body, 'error');
  return {
    code: textAt(error, 'code') ?? textAt(body, 'code'),
    message: textAt(error, 'message') ?? textAt(body, 'detail'),
  };
}
