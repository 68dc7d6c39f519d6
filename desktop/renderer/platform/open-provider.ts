import * as z from 'zod/mini';
import { readApiError } from '../client/api-error.ts';
import { postJson } from './post-json.ts';

const PATHS = { 'sign-in': '/api/auth/sign-in/social', link: '/api/auth/link-social' };
const answer = z.object({ url: z.url() });

/**
 * Leaves the page for another provider's, which comes back to one of ours.
 *
 * @param request.action `link` adds a way in to whoever is signed in @param request.back the page to come back to
 * @param request.backAfterFailure and the one after a failure, whose `error` parameter says why
 * @param request.invitation what a new account is made with
 * @param request.query what the server has to remember meanwhile: whom to hand the sign-in over to
 * @throws ApiError when the server refuses, or did not answer
 */
export async function openProvider(request: {
  action: keyof typeof PATHS;
  provider: string;
  back: string;
  backAfterFailure?: string;
  query?: URLSearchParams;
  invitation?: string | null;
}): Promise<void> {
  const { action, provider, back, backAfterFailure = back, query, invitation } = request;
  const body = {
    provider,
    callbackURL: back,
    errorCallbackURL: backAfterFailure,
    ...(invitation ? { additionalData: { invitation } } : {}),
  };
  const response = await postJson(PATHS[action] + (query ? `?${query.toString()}` : ''), body);
  if (!response.ok) throw await readApiError(response);
  location.assign(answer.parse(await response.json()).url);
}
