import { z } from 'zod';
import { LOOPBACK, serverOrigin } from '../ground/config.ts';

const TIMEOUT_MS = 10_000;
const OLDEST_VERSION = '0.1.0';

const serverConfig = z.object({ version: z.string().max(64), chat: z.object({ ui: z.enum(['bundled', 'hosted']) }) });

export type ServerCheck = { ok: true; url: string; version: string } | { ok: false; code: string; message: string };

/**
 * Finds out whether an address is a Parley server this app can talk to.
 *
 * @param typed as a person types it; `parley.example` means `https://parley.example`, and a name of this computer what
 *   `npm start` serves there
 */
export async function checkServer(typed: string, send: typeof fetch): Promise<ServerCheck> {
  const origin = serverOrigin.safeParse(withScheme(typed.trim()));
  if (!origin.success) {
    return { ok: false, code: 'invalid_address', message: 'Enter an https address, such as https://parley.example.' };
  }
  try {
    const answered = await send(new URL('/api/config', origin.data), {
      redirect: 'error',
      credentials: 'omit',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const config = serverConfig.safeParse(await answered.json().catch(() => null));
    if (!answered.ok || !config.success) {
      return { ok: false, code: 'not_parley', message: 'This address answers, but it is not a Parley server.' };
    }
    if (!isAtLeast(config.data.version, OLDEST_VERSION)) {
      return {
        ok: false,
        code: 'too_old',
        message: `That server runs Parley ${config.data.version}, which is too old.`,
      };
    }
    return { ok: true, url: origin.data, version: config.data.version };
  } catch {
    return { ok: false, code: 'server_away', message: 'This address does not answer. Check it, and your network.' };
  }
}

function withScheme(typed: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) return typed;
  const isHere = LOOPBACK.has(URL.parse(`https://${typed}`)?.hostname ?? '');
  return `${isHere ? 'http' : 'https'}://${typed}`;
}

function isAtLeast(version: string, oldest: string): boolean {
  const [left, right] = [version, oldest].map((text) => text.split(/[.+-]/, 3).map(Number));
  for (const [index, wanted] of (right ?? []).entries()) {
    const found = left?.[index] ?? 0;
    if (Number.isNaN(found) || found < wanted) return false;
    if (found > wanted) return true;
  }
  return true;
}
