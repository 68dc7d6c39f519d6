/**
 * What Better Auth answers, without the tokens in its records of sessions: whoever reads an answer, a script of the page
 * for example, must not be able to carry a session away. What opens a session still hands its own token out.
 *
 * @param text the body of the answer; one that is no JSON stays as it is.
 */
export function withoutSessionTokens(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text, dropToken));
  } catch {
    return text;
  }
}

function dropToken(_key: string, value: unknown): unknown {
  const isSession =
    typeof value === 'object' && value !== null && 'token' in value && 'expiresAt' in value && 'userId' in value;
  if (!isSession) return value;
  const { token: _token, ...rest } = value;
  return rest;
}
