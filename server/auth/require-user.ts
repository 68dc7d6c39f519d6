import type { KeyObject } from 'node:crypto';
import koaJwt from 'koa-jwt';
import { z } from 'zod';
import { AppError } from '../ground/errors.ts';
import type { AppMiddleware } from '../ground/request-state.ts';
import { logSecurity, type SecurityEntry } from '../ground/security-log.ts';
import type { LiveSessions } from './sessions/live-sessions.ts';
import { TOKEN_AUDIENCE, TOKEN_LIFETIME_SECONDS } from './auth.ts';
import { VerifiedTokens } from './verified-tokens.ts';

/** Clocks of a signer and a checker may differ by this much. */
const CLOCK_TOLERANCE_SECONDS = 30;

const claims = z.object({
  sub: z.string().min(1),
  iat: z.number(),
  exp: z.number(),
  sid: z.string().optional(),
  time_zone: z.string().optional(),
  locale: z.string().optional(),
});

/** What stands there instead of a user in the addresses of others. */
const NO_USERS = ['auth', 'config'];
const OWN_URL = /^\/api\/([^/]+)(?:\/|$)/;

/**
 * Lets through who carries a token that we signed (ES256, our issuer and audience, five minutes at the most), and
 * below `/api/:userId` only who it names, while the session that it was made for is there. What follows finds the user in `ctx.state.principal`.
 *
 * @param isRoute tells whether something answers a method at a path: nobody is asked to sign in for nothing.
 * @throws AppError `not_signed_in`, `not_found`, `not_yours`, or `database_unavailable` when the keys cannot be read.
 */
export function requireUser(
  issuer: string,
  findKey: (keyId: unknown) => Promise<KeyObject | undefined>,
  sessions: LiveSessions,
  isRoute: (method: string, path: string) => boolean,
): AppMiddleware {
  const options = {
    algorithms: ['ES256'],
    issuer,
    audience: TOKEN_AUDIENCE,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    key: 'claims',
    secret: async ({ kid }: { kid?: unknown }) => {
      const key = await findKey(kid);
      if (!key) throw new Error('unknown key');
      return key;
    },
  };
  // `clockTolerance` goes on to jsonwebtoken; koa-jwt's types do not name it.
  // @ts-expect-error Nor do they know the parsed keys that jsonwebtoken takes; a PEM would be parsed again for every request.
  const verify = koaJwt(options);
  const verified = new VerifiedTokens<z.infer<typeof claims>>(CLOCK_TOLERANCE_SECONDS);
  const readClaims = async (ctx: Parameters<AppMiddleware>[0], token: string) => {
    await verify(ctx, () => Promise.resolve());
    const parsed = claims.safeParse(Reflect.get(ctx.state, 'claims'));
    if (!parsed.success || !isOfNow(parsed.data)) throw new AppError('not_signed_in', 'Please sign in.');
    verified.remember(token, parsed.data);
    return parsed.data;
  };

  return async (ctx, next) => {
    if (ctx.path !== '/mcp' && !OWN_URL.test(ctx.path)) {
      await next();
      return;
    }
    const owner = OWN_URL.exec(ctx.path)?.[1];
    if (owner !== undefined && NO_USERS.includes(owner)) throw new AppError('not_found', 'There is nothing here.');
    const token = ctx.get('Authorization');
    if (token === '' && !isRoute(ctx.method, ctx.path)) throw new AppError('not_found', 'There is nothing here.');
    const said = verified.find(token) ?? (await readClaims(ctx, token));
    const { sub, sid: sessionId, exp, time_zone: timeZone, locale } = said;
    const seen = { userId: sub, sessionId, outcome: 'refused' } as const;
    if (owner !== undefined && owner !== sub) {
      logSecurity(ctx, { event: 'foreign_access', ...seen });
      throw new AppError('not_yours', 'That belongs to somebody else.');
    }
    const grave = findGrave(ctx.method, ctx.path);
    try {
      if (sessionId !== undefined) await sessions.expect(sub, sessionId, grave !== undefined);
      else if (grave) throw new AppError('not_signed_in', 'Please sign in again.');
    } catch (error) {
      if (grave && error instanceof AppError && error.status === 401) logSecurity(ctx, { event: grave, ...seen });
      throw error;
    }
    ctx.state.principal = { userId: sub, sessionId, until: new Date(exp * 1000), timeZone, locale };
    await next();
  };
}

/** What a request does that a session which ended a moment ago must not do, if anything. Routes are found in any case. */
function findGrave(method: string, path: string): SecurityEntry['event'] | undefined {
  const [, , , ...rest] = path.toLowerCase().replace(/\/+$/, '').split('/');
  if (path === '/mcp') return 'mcp_access';
  if (rest[0] === 'export') return 'export';
  return method === 'DELETE' && rest.length === 0 ? 'account_delete' : undefined;
}

/** jsonwebtoken looks at the end of a token's life only: one signed for later, or for longer than we do, is not ours. */
function isOfNow({ iat, exp }: { iat: number; exp: number }): boolean {
  return iat <= Date.now() / 1000 + CLOCK_TOLERANCE_SECONDS && exp - iat <= TOKEN_LIFETIME_SECONDS;
}
