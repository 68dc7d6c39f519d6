import { expect } from 'vitest';

/** Insists that a request was not signed in, and that nothing was said but that. */
export async function expectRefusal(response: Response): Promise<void> {
  const text = await response.text();
  expect(response.status, text).toBe(401);
  expect(response.headers.get('WWW-Authenticate')).toBe('Bearer');
  const requestId = response.headers.get('X-Request-Id') ?? '';
  expect(text.replace(requestId, '')).toBe(
    '{"type":"urn:parley:problem:not_signed_in","title":"Unauthorized","status":401,"detail":"Please sign in.","code":"not_signed_in","request_id":""}',
  );
}
