import { expect, test } from 'vitest';
import { createLogger } from '../../ground/logger.ts';
import { createAuth } from '../auth.ts';
import { describeExchange } from './describe-exchange.ts';

/** What these do is nothing that the security log tells: they only read, or change what has to do with nobody's access. */
const NOT_TOLD = [
  '/get-session',
  '/list-sessions',
  '/list-accounts',
  '/account-info',
  '/jwks',
  '/ok',
  '/error',
  '/update-user',
  '/update-session',
  '/refresh-token',
  '/get-access-token',
  '/send-verification-email',
  '/check-reset-token',
  '/delete-user/callback',
  '/electron/init-oauth-proxy',
  '/electron/transfer-user',
  '/two-factor/get-totp-uri',
  '/two-factor/send-otp',
  '/passkey/generate-register-options',
  '/passkey/generate-authenticate-options',
  '/passkey/list-user-passkeys',
  '/passkey/update-passkey',
];

const auth = createAuth({
  databaseUrl: 'postgresql://nobody@127.0.0.1:1/none',
  poolMax: 1,
  secret: 'a secret that is only ever used by the tests',
  baseUrl: 'http://127.0.0.1',
  trustedOrigins: [],
  signInsPerMinute: 10,
  providers: { google: undefined, github: undefined, oidc: undefined, oidcIssuer: '', oidcName: '' },
  mails: undefined,
  signUp: { mode: 'open', domains: [] },
  logger: createLogger('silent'),
});

const refusal = {
  body: { provider: 'oidc' },
  status: 401,
  location: undefined,
  reason: 'NO',
  hasToken: false,
  sighting: {},
};

test('every route of Better Auth is told of, or said here not to be', () => {
  const paths = Object.values<{ path?: string }>(auth.api).flatMap(({ path }) => path ?? []);
  expect(paths.length).toBeGreaterThan(30);
  const untold = paths.filter((path) => describeExchange({ ...refusal, path }, '') === undefined);
  expect(untold.filter((path) => !NOT_TOLD.includes(path))).toEqual([]);
});

test('a session that a route opens which nobody thought of is told of as well', () => {
  const entry = describeExchange(
    { ...refusal, path: '/new', status: 200, sighting: { sessionId: 's', userId: 'u' } },
    '',
  );
  expect(entry).toMatchObject({ event: 'sign_in', outcome: 'done', way: 'other', userId: 'u' });
});

test('a right password that a second factor must follow has not signed in', () => {
  const entry = describeExchange({ ...refusal, path: '/sign-in/email', status: 200, reason: undefined }, '');
  expect(entry).toMatchObject({ event: 'sign_in', outcome: 'pending' });
});
