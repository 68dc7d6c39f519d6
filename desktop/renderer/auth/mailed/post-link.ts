import { readApiError } from '../../client/api-error.ts';
import { postJson } from '../../platform/post-json.ts';

/** Sends what a page of a mailed link is for; nobody is signed in. @throws ApiError when it is refused */
export async function postLink(path: string, body: object): Promise<void> {
  const response = await postJson(`/api/auth/${path}`, body);
  if (!response.ok) throw await readApiError(response);
}
