/** A request the endpoint refuses, answered with OpenAI's error shape. */
export class RequestError extends Error {
  readonly status: number;
  readonly code: string | null;
  readonly param: string | null;

  constructor(status: number, message: string, details: { code?: string; param?: string } = {}) {
    super(message);
    this.name = 'RequestError';
    this.status = status;
    this.code = details.code ?? null;
    this.param = details.param ?? null;
  }

  toResponse(): Response {
    const error = { message: this.message, type: 'invalid_request_error', param: this.param, code: this.code };
    return Response.json({ error }, { status: this.status });
  }
}
