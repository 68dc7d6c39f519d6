import { electron } from '@better-auth/electron';
import { kyselyAdapter } from '@better-auth/kysely-adapter';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { bearer, jwt } from 'better-auth/plugins';
import { Kysely, PostgresDialect } from 'kysely';
import { types, type PoolClient } from 'pg';
import { z } from 'zod';
import { parseLocale, parseTimeZone } from '../ground/caller.ts';
import type { Config } from '../ground/config.ts';
import { openDatabase, type Knex } from '../database/database.ts';
import type { Logger } from '../ground/logger.ts';
import { createWitness } from './events/auth-witness.ts';
import type { MailQueue } from '../mail/mail-queue.ts';
import { CLIENT_ADDRESS_HEADER } from './client-address-header.ts';
import { mailPlugin } from './mails/mail-plugin.ts';
import { limitProfile } from './limit-profile.ts';
import { refuseForeignLink } from './refuse-foreign-link.ts';
import { withHashedSessions } from './sessions/hashed-sessions.ts';
import { sessionRoutes } from './sessions/session-routes.ts';
import { passkeyLimits, passkeys } from './passkeys.ts';
import { invitationTable } from './sign-up/invitations.ts';
import { SignUpGate } from './sign-up/sign-up-gate.ts';
import type { SignUpRules } from './sign-up/sign-up-rules.ts';
import { namedProviders, oidcProvider } from './sign-in-providers.ts';

/** How long a token that is checked without the database is good for. */
export const TOKEN_LIFETIME_SECONDS = 300;
/** The one audience our tokens name: not the address, so that no other token of the same keys passes for one. */
export const TOKEN_AUDIENCE = 'parley-api';
/** Characters of a password. */
export const LONGEST_PASSWORD = 128;

const SESSION_SECONDS = 30 * 24 * 60 * 60;
/** PostgreSQL's `int8`, which `pg` reads as text: what Better Auth adds to it would be appended. Ours are times. */
const BIGINT = types.builtins.INT8;

/** The routes whose attempts are counted by address: they open a session, tell a right secret from a wrong one, or send mail. */
const COUNTED = [
  '/sign-in/email',
  '/sign-in/social',
  '/sign-up/email',
  '/verify-password',
  '/change-password',
  '/delete-user',
  '/electron/token',
  '/request-password-reset',
  '/check-reset-token',
  '/reset-password',
  '/send-verification-email',
  '/verify-email',
  '/passkey/generate-authenticate-options',
  '/passkey/verify-authentication',
  '/passkey/verify-registration',
];

/** Better Auth as Parley configures it. */
export type Auth = ReturnType<typeof createAuth>;

/** What sign-in needs from outside. */
export interface AuthOptions {
  databaseUrl: string;
  poolMax: number;
  secret: string;
  /** The address people reach this server at; also the tokens' issuer. */
  baseUrl: string;
  trustedOrigins: string[];
  signInsPerMinute: number;
  providers: Config['providers'];
  /** Undefined when no mail can be sent. */
  mails: MailQueue | undefined;
  signUp: SignUpRules;
  logger: Logger;
}

/** Sign-up, sign-in and sessions (Better Auth) on our tables, with 5-minute ES256 tokens for the API. */
export function createAuth(options: AuthOptions) {
  const database = openDatabase(options.databaseUrl, options.poolMax);
  const signUps = new SignUpGate(options.signUp);
  const attempts = { window: 60, max: options.signInsPerMinute };
  const witness = createWitness();

  const auth = betterAuth({
    appName: 'Parley',
    baseURL: options.baseUrl,
    basePath: '/api/auth',
    // It begins a sign-in on a mere GET, and calls this server in the name of whoever asks; ours begins on a page.
    disabledPaths: ['/electron/init-oauth-proxy'],
    secret: options.secret,
    trustedOrigins: options.trustedOrigins,
    database: (own: BetterAuthOptions) => withHashedSessions(adapterOf(database)(own)),
    telemetry: { enabled: false },
    // Unexpected failures reach our own error handler instead of the console.
    // Whoever comes back from another provider without success finds the sign-in page and the reason.
    onAPIError: { throw: true, errorURL: new URL('/sign-in', options.baseUrl).href },
    logger: { log: (level, message) => options.logger[level]({ source: 'better-auth' }, message) },
    emailAndPassword: {
      enabled: true,
      // What is short is judged in characters by our own rules, and not by the parts UTF-16 has of them.
      minPasswordLength: 1,
      maxPasswordLength: LONGEST_PASSWORD,
      // Where a domain lets people in, an address is one's own only when its mail has been read.
      requireEmailVerification: options.mails !== undefined && options.signUp.domains.length > 0,
    },
    socialProviders: namedProviders(options.providers),
    user: {
      modelName: 'users',
      validateUserInfo: async (data, ctx) => (await refuseForeignLink(data, ctx)) ?? signUps.validate(data, ctx),
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        time_zone: {
          type: 'string',
          required: false,
          validator: {
            input: z
              .string()
              .refine((name) => parseTimeZone(name) !== undefined)
              .nullable(),
          },
        },
        locale: {
          type: 'string',
          required: false,
          validator: {
            input: z
              .string()
              // It travels in every token, and headers have room for only so much.
              .max(35)
              .refine((tag) => parseLocale(tag) !== undefined)
              .nullable(),
          },
        },
        theme: { type: ['system', 'light', 'dark'], required: false, defaultValue: 'system' },
      },
    },
    session: {
      modelName: 'sessions',
      expiresIn: SESSION_SECONDS,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'accounts',
      updateAccountOnSignIn: false,
      // Whoever is signed in may connect an account of another address. Nothing is ever joined by its address alone:
      // a mailbox is given to somebody else one day, and with it would go everything here.
      accountLinking: { allowDifferentEmails: true, disableImplicitLinking: true },
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verifications',
      // Codes and links rest hashed, as tokens of sessions do.
      storeIdentifier: 'hashed',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    hooks: witness.hooks,
    // Nothing is ever asked of a provider after the sign-in: its tokens are not kept.
    databaseHooks: {
      ...witness.databaseHooks,
      user: {
        create: {
          ...witness.databaseHooks.user.create,
          before: (user) => Promise.resolve({ data: limitProfile(user) }),
        },
      },
      account: {
        ...witness.databaseHooks.account,
        create: {
          ...witness.databaseHooks.account.create,
          before: (account) =>
            Promise.resolve({ data: { ...account, accessToken: null, refreshToken: null, idToken: null } }),
        },
      },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      modelName: 'auth_rate_limits',
      fields: { lastRequest: 'last_request' },
      window: 60,
      max: Math.max(300, options.signInsPerMinute),
      customRules: Object.fromEntries(COUNTED.map((path) => [path, attempts])),
    },
    advanced: {
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER], ipv6Subnet: 48 },
      // Said although it is the default: under a test runner it is not.
      disableOriginCheck: false,
      disableCSRFCheck: false,
    },
    plugins: [
      bearer(),
      mailPlugin({ ...options, database, seeUser: witness.seeUser }),
      sessionRoutes(),
      passkeys(options.baseUrl),
      passkeyLimits(),
      invitationTable(),
      oidcProvider(options.providers),
      // The desktop app signs in through the browser: a code for one use, worthless without its PKCE verifier.
      electron({ clientID: 'parley-desktop' }),
      jwt({
        jwks: { keyPairConfig: { alg: 'ES256' } },
        jwt: {
          issuer: options.baseUrl,
          audience: TOKEN_AUDIENCE,
          expirationTime: `${TOKEN_LIFETIME_SECONDS}s`,
          definePayload: ({ user, session }) => ({
            sid: session.id,
            time_zone: user['time_zone'] ?? undefined,
            locale: user['locale'] ?? undefined,
          }),
        },
        schema: {
          jwks: {
            fields: {
              publicKey: 'public_key',
              privateKey: 'private_key',
              createdAt: 'created_at',
              expiresAt: 'expires_at',
            },
          },
        },
      }),
    ],
  });
  return Object.assign(auth, { close: () => database.destroy(), witness, signUps });
}

/** Better Auth's adapter on our pool. */
function adapterOf(database: Knex) {
  const kysely = new Kysely({ dialect: new PostgresDialect({ pool: poolOf(database) }) });
  return kyselyAdapter(kysely, { type: 'postgres', transaction: true });
}

/** Our pool as Kysely wants one: its statements have the limits that all others have. */
function poolOf(database: Knex): { connect(): Promise<PoolClient>; end(): Promise<void> } {
  return {
    connect: async () => {
      const connection: PoolClient = await database.client.acquireConnection();
      connection.setTypeParser(BIGINT, Number);
      connection.release = () => void database.client.releaseConnection(connection);
      return connection;
    },
    end: () => database.destroy(),
  };
}
