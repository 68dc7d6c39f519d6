import { passkey } from '@better-auth/passkey';
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware, isAPIError } from 'better-auth/api';
import { z } from 'zod';
import { isIP } from 'node:net';

/** How many passkeys somebody can have. */
const MOST_PASSKEYS = 20;
const named = z.object({ id: z.string() });
const owned = z.object({ userId: z.string() });

/**
 * Passkeys through Better Auth's plugin, for the address people reach this server at: a browser gives one to no other.
 *
 * @param baseUrl that address.
 */
export function passkeys(baseUrl: string) {
  const { hostname, origin } = new URL(baseUrl);
  return passkey({
    rpID: hostname,
    rpName: 'Parley',
    origin,
    // One that the device finds by itself: people type no address before it.
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    schema: {
      passkey: {
        modelName: 'passkeys',
        fields: {
          userId: 'user_id',
          publicKey: 'public_key',
          credentialID: 'credential_id',
          deviceType: 'device_type',
          backedUp: 'backed_up',
          createdAt: 'created_at',
        },
      },
    },
  });
}

/** The origin of pages that passkeys work on; null where browsers give none: at a bare IP address, or without TLS. */
export function passkeyOrigin(baseUrl: string): string | null {
  const { hostname, origin, protocol } = new URL(baseUrl);
  if (isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0) return null;
  return protocol === 'https:' || hostname === 'localhost' ? origin : null;
}

/** What our passkeys have to keep to besides: there are so many at the most, and the last way in stays. */
export function passkeyLimits() {
  return {
    id: 'parley-passkey-limits',
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === '/passkey/delete-passkey',
          // Who asks is known only later; whose passkey it is says as much, and nobody else gets any further.
          handler: createAuthMiddleware(async (ctx) => {
            const { adapter } = ctx.context;
            const { id } = named.safeParse(ctx.body).data ?? {};
            const found =
              id === undefined
                ? null
                : await adapter.findOne({ model: 'passkey', where: [{ field: 'id', value: id }] });
            const owner = owned.safeParse(found).data;
            if (!owner) return;
            const where = [{ field: 'userId', value: owner.userId }];
            if ((await adapter.count({ model: 'account', where })) > 0) return;
            if ((await adapter.count({ model: 'passkey', where })) > 1) return;
            throw new APIError('BAD_REQUEST', { code: 'LAST_WAY_IN', message: 'It is the last way to sign in.' });
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === '/passkey/generate-register-options',
          handler: createAuthMiddleware(async (ctx) => {
            const userId = ctx.context.session?.user.id;
            if (userId === undefined || isAPIError(ctx.context.returned)) return;
            const count = await ctx.context.adapter.count({
              model: 'passkey',
              where: [{ field: 'userId', value: userId }],
            });
            if (count >= MOST_PASSKEYS)
              throw new APIError('BAD_REQUEST', { code: 'TOO_MANY_PASSKEYS', message: 'There are too many passkeys.' });
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
