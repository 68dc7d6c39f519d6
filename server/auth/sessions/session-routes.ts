import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api';
import { z } from 'zod';
import { describeDevice } from './describe-device.ts';

const sessionRow = z.object({
  id: z.string(),
  ipAddress: z.string().nullish(),
  userAgent: z.string().nullish(),
  createdAt: z.date(),
  updatedAt: z.date(),
  expiresAt: z.date(),
});

/**
 * Better Auth's routes for the sessions of whoever asks, by their ids instead of their tokens: tokens rest hashed, and
 * nobody is to get one out of a list.
 */
export function sessionRoutes() {
  return {
    id: 'parley-sessions',
    endpoints: {
      listSessions: createAuthEndpoint(
        '/list-sessions',
        { method: 'GET', use: [sensitiveSessionMiddleware], requireHeaders: true },
        async (ctx) => {
          const { session, user } = ctx.context.session;
          const rows = await ctx.context.internalAdapter.listSessions(user.id, { onlyActiveSessions: true });
          const listed = rows.map((row) => {
            const { userAgent, ...rest } = sessionRow.parse(row);
            return { ...rest, current: rest.id === session.id, device: describeDevice(userAgent ?? '') };
          });
          // This one first, then whichever was used last.
          return ctx.json(
            listed.toSorted(
              (a, b) => Number(b.current) - Number(a.current) || Number(b.updatedAt) - Number(a.updatedAt),
            ),
          );
        },
      ),
      revokeSession: createAuthEndpoint(
        '/revoke-session',
        { method: 'POST', use: [sensitiveSessionMiddleware], requireHeaders: true, body: z.object({ id: z.string() }) },
        async (ctx) => {
          await ctx.context.adapter.deleteMany({
            model: 'session',
            where: [
              { field: 'userId', value: ctx.context.session.user.id },
              { field: 'id', value: ctx.body.id },
            ],
          });
          return ctx.json({ status: true });
        },
      ),
      revokeOtherSessions: createAuthEndpoint(
        '/revoke-other-sessions',
        { method: 'POST', use: [sensitiveSessionMiddleware], requireHeaders: true },
        async (ctx) => {
          const { session, user } = ctx.context.session;
          await ctx.context.adapter.deleteMany({
            model: 'session',
            where: [
              { field: 'userId', value: user.id },
              { field: 'id', operator: 'ne', value: session.id },
            ],
          });
          return ctx.json({ status: true });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
