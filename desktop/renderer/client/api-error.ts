import * as z from 'zod/mini';

/** A request that did not work out. The code is the contract; what people read comes from the catalogue. */
export class ApiError extends Error {
  /** 0 when nothing answered. */
  readonly status: number;
  /** The server's problem code in lower case, or `offline` or `server_away`. */
  readonly code: string;
  /** The server's sentence, safe to show, in the language the request asked for. */
  readonly detail: string | undefined;
  /** The field of what was sent that the server could not take. */
  readonly field: string | undefined;
  /** Seconds after which trying again can help. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, options: ErrorParts & ErrorOptions = {}) {
    super(options.detail ?? code, options);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.detail = options.detail;
    this.field = options.field;
    this.retryAfter = options.retryAfter;
  }
}

interface ErrorParts {
  readonly detail?: string;
  readonly field?: string;
  readonly retryAfter?: number;
}

/** Both shapes the API answers with: problem+json, and Better Auth's `{code, message}`. */
const problem = z.object({
  code: z.optional(z.string()),
  detail: z.optional(z.string()),
  field: z.optional(z.string()),
  message: z.optional(z.string()),
});

/** Makes the error of an answer that is not ok. */
export async function readApiError(response: Response): Promise<ApiError> {
  const { code, detail, field, message } = await readProblem(response);
  const sentence = detail ?? message;
  const retryAfter = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  return new ApiError(response.status, code?.toLowerCase() ?? (isAway(response) ? 'server_away' : 'unknown'), {
    ...(sentence === undefined ? {} : { detail: sentence }),
    ...(field === undefined ? {} : { field }),
    ...(Number.isNaN(retryAfter) ? {} : { retryAfter }),
  });
}

/** True for answers that say the server is not there: its own 503, or a gateway's word in front of it. */
export function isAway(response: Response): boolean {
  const isFromGateway = !(response.headers.get('Content-Type') ?? '').includes('json');
  return response.status === 503 || ((response.status === 502 || response.status === 504) && isFromGateway);
}

async function readProblem(response: Response): Promise<z.infer<typeof problem>> {
  try {
    const parsed = problem.safeParse(await response.json());
    return parsed.success ? parsed.data : {};
  } catch {
    // A gateway's HTML page: the status is all there is.
    return {};
  }
}
