import { randomBytes } from 'node:crypto';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { SECURITY_EVENTS, SECURITY_OUTCOMES } from '../../ground/security-log.ts';
import { createCookieBrowser } from '../../testing/cookie-browser.ts';
import { rawRequest } from '../../testing/attacks/raw-request.ts';
import { startSignInProvider } from '../../testing/sign-in-provider.ts';
import { startMailServer } from '../../testing/mail-server.ts';
import { startTestServer } from '../../testing/test-server.ts';

/** Everything that may stand in a line; `strictObject` refuses whatever else would. */
const securityLine = z.strictObject({
  level: z.literal(30),
  time: z.iso.datetime(),
  requestId: z.string().regex(/^[\w.-]{8,64}$/),
  log: z.literal('security'),
  event: z.enum(SECURITY_EVENTS),
  outcome: z.enum(SECURITY_OUTCOMES),
  user: z.string().max(64).optional(),
  session: z.string().max(64).optional(),
  mail: z
    .string()
    .regex(/^[\da-f]{16}$/)
    .optional(),
  way: z.string().max(64).optional(),
  reason: z.string().max(64).optional(),
  address: z.union([z.ipv4(), z.ipv6()]),
  agent: z.string().max(120),
});
type SecurityLine = z.infer<typeof securityLine>;

const lines: string[] = [];
const provider = await startSignInProvider();
afterAll(() => provider.stop());
const smtp = await startMailServer();
const server = await startTestServer(
  // What operators leave out of the log besides leaves this in.
  { ...provider.environment, ...smtp.environment, LOG_LEVEL: 'error', SIGN_IN_LIMIT_PER_MINUTE: '6' },
  { write: (line) => void lines.push(line) },
);

/** Whatever must not be in the log. */
const secrets = new Set<string>();
function secret(prefix = ''): string {
  const text = `${prefix}${randomBytes(12).toString('hex')}`;
  secrets.add(text);
  return text;
}

function securityLines(): SecurityLine[] {
  return lines.filter((line) => line.includes('"log":"security"')).map((line) => securityLine.parse(JSON.parse(line)));
}

/** What the log says of a piece of work, without what is the same in all lines. */
async function logged(work: () => Promise<unknown>): Promise<Partial<SecurityLine>[]> {
  const before = securityLines().length;
  await work();
  return securityLines()
    .slice(before)
    .map(({ event, outcome, user, way, reason }) => ({ event, outcome, user, way, reason }));
}

async function auth(path: string, body?: unknown, session?: string, agent = 'Example/1'): Promise<Response> {
  const response = await fetch(`${server.url}/api/auth/${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': agent,
      ...(session === undefined ? {} : { Authorization: `Bearer ${session}` }),
    },
  });
  const token = response.headers.get('set-auth-token');
  if (token) for (const part of [token, token.split('.')[0] ?? '', token.split('.')[1] ?? '']) secrets.add(part);
  return response;
}

const email = `${secret('ana-')}@mail.example`;
const name = secret('Ana ');
const password = secret('Pw1-');
const newPassword = secret('Pw2-');
secrets.add(email);

test('the life of an account is in the log, one line each, with nothing of what is secret or written', async () => {
  const entry = (event: string, fields: object = {}) =>
    expect.objectContaining({ event, outcome: 'done', user, ...fields });
  let user: string | undefined;
  let session = '';

  const signedUp = await logged(async () => {
    const answer = await auth('sign-up/email', { name, email, password });
    user = z.object({ user: z.object({ id: z.string() }) }).parse(await answer.json()).user.id;
    session = answer.headers.get('set-auth-token') ?? '';
  });
  expect(signedUp).toEqual([entry('sign_up', { way: 'password' })]);
  expect(await logged(() => auth('sign-up/email', { name, email, password }))).toMatchObject([
    { event: 'sign_up', outcome: 'refused', reason: 'USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL' },
  ]);

  let token = '';
  const tokens = await logged(async () => {
    token = z.object({ token: z.string() }).parse(await (await auth('token', undefined, session)).json()).token;
  });
  expect(tokens).toEqual([entry('token')]);
  for (const part of token.split('.')) secrets.add(part);
  expect(await logged(() => auth('token'))).toMatchObject([{ event: 'token', outcome: 'refused', user: undefined }]);

  const wrong = secret('Wrong-');
  expect(await logged(() => auth('sign-in/email', { email, password: wrong }))).toMatchObject([
    { event: 'sign_in', outcome: 'refused', way: 'password', user: undefined, reason: 'INVALID_EMAIL_OR_PASSWORD' },
  ]);
  let other = '';
  const signedIn = await logged(async () => {
    other = (await auth('sign-in/email', { email: email.toUpperCase(), password })).headers.get('set-auth-token') ?? '';
  });
  expect(signedIn).toEqual([entry('sign_in', { way: 'password' })]);
  const hashes = securityLines().flatMap(({ mail }) => mail ?? []);
  expect(new Set(hashes).size).toBe(1);

  const check = { password: wrong };
  expect(await logged(() => auth('verify-password', check, session))).toEqual([
    entry('password_check', { outcome: 'refused', reason: 'INVALID_PASSWORD' }),
  ]);
  const { id } = z
    .object({ session: z.object({ id: z.string() }) })
    .parse(await (await auth('get-session', undefined, other)).json()).session;
  expect(await logged(() => auth('revoke-session', { id }, session))).toEqual([entry('session_end', { way: 'one' })]);
  expect(await logged(() => auth('revoke-other-sessions', {}, session))).toEqual([
    entry('session_end', { way: 'others' }),
  ]);
  expect(await logged(() => auth('change-password', { currentPassword: wrong, newPassword }, session))).toEqual([
    entry('password_change', { outcome: 'refused' }),
  ]);
  const changed = await logged(async () => {
    // Every session is over then, and this one goes on as another.
    const answer = await auth('change-password', { currentPassword: password, newPassword }, session);
    session = answer.headers.get('set-auth-token') ?? '';
  });
  expect(changed).toEqual([entry('password_change')]);
  ({ token } = z.object({ token: z.string() }).parse(await (await auth('token', undefined, session)).json()));
  expect(await logged(() => auth('sign-in/email', { email, password: 'x'.repeat(129) }))).toMatchObject([
    { event: 'sign_in', outcome: 'refused', reason: 'PASSWORD_TOO_LONG' },
  ]);

  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const own = `${server.url}/api/${user}`;
  const title = secret('title ');
  const message = secret('add ');
  const task = { method: 'POST', headers, body: JSON.stringify({ title, notes: secret() }) };
  expect((await fetch(`${own}/tasks`, task)).status).toBe(201);
  expect((await fetch(`${own}/chat`, { method: 'POST', headers, body: JSON.stringify({ message }) })).status).toBe(200);
  expect(await logged(() => fetch(`${own}/export`, { headers }).then((answer) => answer.text()))).toEqual([
    entry('export'),
  ]);
  const bob = await server.signUp('Bob');
  expect(await logged(() => fetch(`${server.url}/api/${bob.id}/tasks`, { headers }))).toEqual([
    entry('foreign_access', { outcome: 'refused' }),
  ]);
  const accessed = await logged(async () => {
    const client = new Client({ name: secret(), version: '1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), { requestInit: { headers } }));
    await client.callTool({ name: 'add_task', arguments: { title: secret('by mcp ') } });
    await client.close();
  });
  expect(accessed).toContainEqual(entry('mcp_access'));

  expect(await logged(() => auth('sign-out', {}, session))).toEqual([entry('sign_out')]);
  expect(await logged(() => fetch(own, { method: 'DELETE', headers }))).toEqual([
    entry('account_delete', { outcome: 'refused' }),
  ]);
  session = (await auth('sign-in/email', { email, password: newPassword })).headers.get('set-auth-token') ?? '';
  ({ token } = z.object({ token: z.string() }).parse(await (await auth('token', undefined, session)).json()));
  expect(await logged(() => fetch(own, { method: 'DELETE', headers: { Authorization: `Bearer ${token}` } }))).toEqual([
    entry('account_delete'),
  ]);
});

test('a sign-in with another provider is told by its name, and so is an account that is connected or disconnected', async () => {
  const browser = createCookieBrowser();
  provider.person = { sub: secret(), email: `${secret()}@provider.example`, email_verified: true, name: secret() };
  const visit = async (path: string) => {
    const begun = await browser.fetch(`${server.url}/api/auth/${path}`, {
      method: 'POST',
      body: { provider: 'oidc', callbackURL: '/', errorCallbackURL: '/sign-in' },
    });
    await browser.open(z.object({ url: z.string() }).parse(await begun.json()).url);
  };
  const [signedUp] = await logged(() => visit('sign-in/social'));
  expect(signedUp).toMatchObject({ event: 'sign_up', outcome: 'done', way: 'oidc', user: expect.any(String) });
  browser.cookies.clear();
  expect(await logged(() => visit('sign-in/social'))).toEqual([{ ...signedUp, event: 'sign_in', reason: undefined }]);
  provider.denyNext();
  expect(await logged(() => visit('sign-in/social'))).toMatchObject([
    { event: 'sign_in', outcome: 'refused', way: 'oidc', reason: 'access_denied' },
  ]);
  expect(await logged(() => browser.fetch(`${server.url}/api/auth/callback/oidc?error=%0d%0a{"x":1}`))).toMatchObject([
    { event: 'sign_in', outcome: 'refused', way: 'oidc' },
  ]);

  const carol = await server.signUp('Carol');
  browser.cookies.clear();
  await browser.fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    body: { email: carol.email, password: 'correct horse' },
  });
  provider.person = { ...provider.person, sub: secret(), email: `${secret()}@provider.example` };
  expect(await logged(() => visit('link-social'))).toMatchObject([
    { event: 'account_link', outcome: 'done', way: 'oidc', user: carol.id },
  ]);
  const accounts = await (await browser.fetch(`${server.url}/api/auth/list-accounts`)).json();
  const [linked] = z
    .array(z.object({ id: z.string(), providerId: z.string() }))
    .parse(accounts)
    .filter(({ providerId }) => providerId === 'oidc');
  const unlink = () =>
    browser.fetch(`${server.url}/api/auth/unlink-account`, { method: 'POST', body: { accountId: linked?.id } });
  expect(await logged(unlink)).toMatchObject([{ event: 'account_unlink', outcome: 'done', user: carol.id }]);
  expect(await logged(unlink)).toMatchObject([{ event: 'account_unlink', outcome: 'refused', user: carol.id }]);
});

test('a forgotten password is told of, and the link is not', async () => {
  const dave = await server.signUp('Dave');
  expect(await logged(() => auth('request-password-reset', { email: dave.email }))).toMatchObject([
    { event: 'password_reset_request', outcome: 'done' },
  ]);
  const [mail] = await smtp.mailsTo(dave.email);
  const token = /#token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
  expect(token).not.toBe('');
  secrets.add(token);
  expect(await logged(() => auth('reset-password', { token: secret(), newPassword }))).toMatchObject([
    { event: 'password_reset', outcome: 'refused', reason: 'INVALID_TOKEN' },
  ]);
  await auth('sign-out', {}, dave.sessionToken);
  expect(await logged(() => auth('reset-password', { token, newPassword }))).toMatchObject([
    { event: 'password_reset', outcome: 'done', user: dave.id },
  ]);
  expect(await logged(() => auth('verify-email', { token }))).toMatchObject([
    { event: 'email_verify', outcome: 'refused' },
  ]);
});

test('guesses that are held back are in the log, and so is a desktop app without its code', async () => {
  const guess = { email: `${secret()}@mail.example`, password: secret() };
  const outcomes = [];
  for (let time = 0; time < 7; time += 1) outcomes.push(...(await logged(() => auth('sign-in/email', guess))));
  expect(outcomes.at(-1)).toMatchObject({ event: 'sign_in', outcome: 'limited' });
  expect(
    await logged(() => auth('electron/token', { token: secret(), state: secret(), code_verifier: secret() })),
  ).toMatchObject([{ event: 'sign_in', outcome: 'refused', way: 'desktop' }]);
});

test('nobody writes into the log what it does not say', async () => {
  const agent = `${'A'.repeat(5_000)}${secret()}`;
  await auth('token', undefined, undefined, agent);
  await rawRequest(
    server.url,
    `GET /api/auth/token HTTP/1.1\r\nHost: x\r\nUser-Agent: a\xe2\x80\xae"},{"log":"security\r\nX-Request-Id: a"b{\r\nConnection: close\r\n\r\n`,
  );
  const path = '/api/%0d%0a{"log":"security"}/tasks';
  await fetch(`${server.url}${path}`, { headers: { Authorization: 'Bearer x' } });
  expect(securityLines().at(-1)?.agent).toContain('"},{"log":"security');
  for (const line of lines) expect(() => z.object({ level: z.number() }).parse(JSON.parse(line))).not.toThrow();
});

test('no secret, and nothing that anybody wrote, is anywhere in the log', () => {
  const log = lines.join('');
  expect(secrets.size).toBeGreaterThan(20);
  expect([...secrets].filter((text) => text !== '' && log.includes(text))).toEqual([]);
  expect(new Set(securityLines().map(({ event }) => event)).size).toBeGreaterThan(12);
});
