import { APIConnectionError, APIConnectionTimeoutError, APIError, RateLimitError } from 'openai';
import { AppError, waitSeconds } from '../../ground/errors.ts';

/**
 * What a failed model call means to the person waiting: a sentence, and whether trying again can help
 * (`allowsRetry`). The endpoint's own words stay in the cause, for the log.
 */
export function toModelError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof RateLimitError) return limitError(error);
  if (error instanceof APIConnectionTimeoutError)
    return unavailable('The language model took too long to answer. Please try again.', error);
  if (error instanceof APIConnectionError)
    return unavailable('The language model cannot be reached right now. Please try again.', error);
  if (error instanceof APIError) return statusError(error.status ?? 500, error);
  return unavailable('The language model sent something that makes no sense. Please try again.', error);
}

/** Whether the same turn may go through on another try, as opposed to a configuration that has to be changed first. */
export function allowsRetry(error: AppError): boolean {
  return error.code !== 'not_supported';
}

/** Whether the endpoint did not take the messages as they were written. */
export function isRefusal(error: unknown): boolean {
  return error instanceof APIError && (error.status === 400 || error.status === 422);
}

/** Whether the endpoint did not take the question as it was put, with a picture in it for example. */
export function isRefusedRequest(error: unknown): boolean {
  return (
    error instanceof AppError &&
    error.cause instanceof APIError &&
    [400, 404, 415, 422].includes(error.cause.status ?? 0)
  );
}

function statusError(status: number, error: APIError): AppError {
  if (status === 401 || status === 403)
    return misconfigured(
      'The language model refused the key that this server uses. Whoever runs it has to set OPENAI_API_KEY.',
      error,
    );
  if (status === 404)
    return misconfigured(
      'The language model that this server asks for does not exist. Whoever runs it has to check OPENAI_MODEL and OPENAI_BASE_URL.',
      error,
    );
  if (status === 400 || status === 422)
    return unavailable('The language model did not accept the question. Please try again, or start a new chat.', error);
  return unavailable('The language model has a problem right now. Please try again.', error);
}

function limitError(error: RateLimitError): AppError {
  if (error.code === 'insufficient_quota')
    return misconfigured("The language model's quota is used up. Whoever runs this server has to see to it.", error);
  const seconds = Number(error.headers?.get('retry-after'));
  // A wait that has to be shortened to be told is none to tell.
  const retryAfter = Math.ceil(seconds) === waitSeconds(seconds) ? waitSeconds(seconds) : undefined;
  const when = retryAfter === undefined ? 'in a moment' : `in ${retryAfter} seconds`;
  return new AppError('rate_limited', `The language model is busy. Please try again ${when}.`, {
    cause: error,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

function unavailable(message: string, cause: unknown): AppError {
  return new AppError('model_unavailable', message, { cause });
}

function misconfigured(message: string, cause: unknown): AppError {
  return new AppError('not_supported', message, { cause });
}
