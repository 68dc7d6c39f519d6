/** Who the server is told it signs in for. */
export const DESKTOP_CLIENT = 'parley-desktop';
/** Where the server leaves the code for the desktop app for two minutes; scripts of this origin may read it. */
const COOKIE = /(?:^|; )((?:__Secure-)?better-auth\.parley-desktop)=([^;]+)/;

/**
 * Takes the code for the desktop app out of the browser: it is good for one sign-in, so nothing should find it later.
 *
 * @returns base64url; null when there is none, since it was taken, is too old, or nobody signed in
 */
export function takeHandOverCode(): string | null {
  const [, name, value] = COOKIE.exec(document.cookie) ?? [];
  if (name === undefined || value === undefined) return null;
  document.cookie = `${name}=; Path=/; Max-Age=0${location.protocol === 'https:' ? '; Secure' : ''}`;
  const code = decodeURIComponent(value).replaceAll('=', '');
  return /^[A-Za-z0-9_-]{1,1024}$/.test(code) ? code : null;
}

/** The address that opens the desktop app on this computer with the code. */
export function handOverLink(code: string): string {
  return `parley://auth/callback#token=${code}`;
}
