import { getCurrentAuthEndpointContext } from '@better-auth/core/context';
import type { BetterAuthOptions, BetterAuthPlugin } from 'better-auth';
import { z } from 'zod';
import type { Knex } from '../../database/database.ts';
import type { Logger } from '../../ground/logger.ts';
import type { MailQueue } from '../../mail/mail-queue.ts';
import { isFromMail } from '../../mail/one-time-links.ts';
import { addressEndpoints } from './address-endpoints.ts';
import { createNotices, type Notices } from './notices.ts';
import { passwordEndpoints } from './password-endpoints.ts';
import { forgetResetLinks, proveAddress } from './reset-effects.ts';

/** What is needed to write to people, and to look after what was written. */
export interface MailPluginParts {
  database: Knex;
  /** Undefined when no mail can be sent. */
  mails: MailQueue | undefined;
  logger: Logger;
  /** Is told whose password was reset. */
  seeUser: (userId: string) => Promise<void>;
}

const resetBody = z.object({ token: z.string() });

/** Links for forgotten passwords and for addresses, and notices of what happens to an account. */
export function mailPlugin(parts: MailPluginParts) {
  const { mails } = parts;
  const notices = createNotices(parts);
  return {
    id: 'parley-mail',
    endpoints: { ...passwordEndpoints(mails), ...addressEndpoints(mails) },
    init: () => ({
      options: { databaseHooks: databaseHooks(notices), emailAndPassword: passwordOptions(parts, notices) },
    }),
    hooks: { after: notices.afterRoutes },
  } satisfies BetterAuthPlugin;
}

/** Whoever resets a password ends every session, so that nobody stays in who knew the old one. */
function passwordOptions({ database, seeUser }: MailPluginParts, notices: Notices) {
  return {
    enabled: true,
    revokeSessionsOnPasswordReset: true,
    onPasswordReset: async ({ user }) => {
      const { body, headers } = getCurrentAuthEndpointContext();
      await seeUser(user.id);
      await forgetResetLinks(database, user.id);
      if (isFromMail(resetBody.safeParse(body).data?.token ?? '')) await proveAddress(database, user);
      await notices.passwordChanged(user.id, headers);
    },
  } satisfies BetterAuthOptions['emailAndPassword'];
}

function databaseHooks(notices: Notices) {
  return {
    user: {
      create: { after: (user, ctx) => notices.userCreated(user, ctx?.headers) },
    },
    session: {
      create: { after: (session, ctx) => notices.sessionCreated(session.userId, ctx?.path, ctx?.headers) },
    },
  } satisfies BetterAuthOptions['databaseHooks'];
}
