import { AsyncLocalStorage } from 'node:async_hooks';
import { createAuthMiddleware } from 'better-auth/api';

/** What Better Auth did while it answered one request. */
export interface Sighting {
  /** Whose request it was, or became. */
  userId?: string;
  /** The session that was opened. */
  sessionId?: string;
  hasSignedUp?: boolean;
  hasLinked?: boolean;
  hasEnded?: boolean;
}

/**
 * Makes what sees all that one Better Auth does, by whichever of its routes and plugins: its answers alone do not say who
 * signed in. Its configuration takes the `hooks` and `databaseHooks`.
 */
export function createWitness() {
  const sightings = new AsyncLocalStorage<Sighting>();
  const see = (seen: Sighting): Promise<void> => {
    Object.assign(sightings.getStore() ?? {}, seen);
    return Promise.resolve();
  };
  return {
    /** For what happens to somebody without a session or a row that is looked at here. */
    seeUser: (userId: string) => see({ userId }),
    /** @returns what the work gave, and what was seen meanwhile. */
    watch: async <Result>(work: () => Promise<Result>): Promise<{ result: Result; sighting: Sighting }> => {
      const sighting: Sighting = {};
      return { result: await sightings.run(sighting, work), sighting };
    },
    hooks: {
      after: createAuthMiddleware(async ({ context: { session } }) => {
        if (session) await see({ userId: session.user.id });
      }),
    },
    databaseHooks: {
      user: {
        create: { after: ({ id }: { id: string }) => see({ userId: id, hasSignedUp: true }) },
        update: { after: ({ id }: { id: string }) => see({ userId: id }) },
      },
      session: {
        create: {
          after: ({ id, userId }: { id: string; userId: string }) => see({ userId, sessionId: id }),
        },
        delete: { after: ({ userId }: { userId: string }) => see({ userId, hasEnded: true }) },
      },
      account: {
        create: { after: ({ userId }: { userId: string }) => see({ userId, hasLinked: true }) },
        delete: { after: ({ userId }: { userId: string }) => see({ userId, hasEnded: true }) },
      },
    },
  };
}
