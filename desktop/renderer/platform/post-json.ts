import { ApiError } from '../client/api-error.ts';

/**
 * A request of a browser tab before anybody is signed in.
 *
 * @throws ApiError `offline` or `server_away` when nothing answered
 */
export async function postJson(path: string, body: object): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', 'Accept-Language': navigator.language },
      credentials: 'same-origin',
    });
  } catch (error) {
    throw new ApiError(0, navigator.onLine ? 'server_away' : 'offline', { cause: error });
  }
}
