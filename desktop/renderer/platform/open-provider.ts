import * as z from 'zod/mini';
import { readApiError } from '../client/api-error.ts';
import { postJson } from './post-json.ts';

const answer = z.object({ url: z.url() });

/**
 * Leaves the page for another provider's sign-in, which comes back to one of ours.
 *
 * @param request.query what the server has to remember meanwhile: whom to hand the sign-in over to
 * @throws ApiError when the server refuses, or did not answer
 */
export async function openProvider(request: {
  provider: string;
  callbackURL: string;
  errorCallbackURL: string;
  query?: URLSearchParams;
}): Promise<void> {
  const { query, ...body } = request;
  const response = await postJson(`/api/auth/sign-in/social${query ? `?${query.toString()}` : ''}`, body);
  if (!response.ok) throw await readApiError(response);
  location.assign(answer.parse(await response.json()).url);
}
