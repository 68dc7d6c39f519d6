import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { watchLoop } from '../loop-probe.ts';
import { startTestServer, type TestUser } from '../test-server.ts';
import { anyText, WORST } from './attack-texts.ts';
import { startThread } from './belongings.ts';
import { findTextFields, type TextField } from './text-fields.ts';

const server = await startTestServer();
const alice = await server.signUp('Alice');
const { thread } = await startThread(alice);
const bob = await server.signUp('Bob');
const database = openDatabase(server.databaseUrl, 1);
// As many tasks as the offline model looks at, with titles that each look like what the messages are about.
await database.raw(
  `insert into tasks (user_id, id, title)
   select ?, number, title from generate_series(1, ?::int) as number,
   lateral (select left(repeat('abcdefgh' || number || ' abcdxxxxy ', 40), 500) as title) as titles`,
  [bob.id, Number(import.meta.env['PARLEY_LOOP_TASKS'] ?? 400)],
);
await database.destroy();
const loop = watchLoop();
afterAll(() => loop.stop());

/** No request may hold everybody up for longer, whatever its text; in milliseconds of the processor. */
const LONGEST_MS = 100;

/** By hand these make it look longer, elsewhere and among more tasks; see CONTRIBUTING.md. */
const SEED = Number(import.meta.env['PARLEY_LOOP_SEED'] ?? 13);
const RUNS = Number(import.meta.env['PARLEY_LOOP_RUNS'] ?? 80);
const MOST_SECONDS = Math.max(20, RUNS / 4);

type Send = (text: string) => Promise<Response>;

const auth = (path: string, body: object) =>
  fetch(`${server.url}/api/auth/${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${alice.sessionToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
/** Fields that the API does not describe, which are Better Auth's. */
const AUTH_FIELDS: Record<string, Send> = {
  'sign-in password': (text) => auth('sign-in/email', { email: alice.email, password: text }),
  'legal password': (text) => auth('verify-password', { password: text.slice(0, 128) }),
  'verified password': (text) => auth('verify-password', { password: text }),
  'sign-in address': (text) => auth('sign-in/email', { email: text, password: 'x' }),
  'sign-up name': (text) => auth('sign-up/email', { email: 'a@example.com', password: 'x', name: text }),
  'user name': (text) => auth('update-user', { name: text }),
  'user image': (text) => auth('update-user', { image: text }),
  'any field': (text) => auth('update-user', { [text.slice(0, 20_000)]: text }),
  path: (text) => fetch(`${server.url}/api/auth/${encodeURIComponent(text.slice(0, 1_000).toWellFormed())}`),
};

const HEADERS = ['Time-Zone', 'Accept-Language', 'Idempotency-Key', 'Prefer', 'User-Agent', 'Cookie', 'X-Request-Id'];
const HEADERS_OF_STREAMS = [
  'Last-Event-ID',
  'Content-Type',
  'Origin',
  'X-Forwarded-For',
  'Authorization',
  'Content-Encoding',
];

/** What is sent, made before: what the test itself does runs in the same thread. */
type Prepared = () => Promise<Response>;

function prepare({ method, path, body }: TextField, user: TestUser, text: string): Prepared {
  const address = path(text);
  const url = address === '/mcp' ? `${server.url}/mcp` : `${server.url}/api/${user.id}${address}`;
  const headers = {
    Authorization: `Bearer ${user.token}`,
    Accept: 'application/json, text/event-stream',
    ...(body && { 'Content-Type': 'application/json' }),
  };
  const bytes = body && Buffer.from(JSON.stringify(body(text)));
  return () => fetch(url, { method: method.toUpperCase(), headers, ...(bytes && { body: bytes }) });
}

function prepareHeader(name: string, text: string): Prepared {
  const value = text
    .slice(0, 8_000)
    .replaceAll(/[^\x21-\x7e]+/gu, ' ')
    .trim();
  return () => alice.fetch('/chat', { body: { message: 'hi' }, headers: { [name]: value } });
}

test(
  'no text of any field holds everybody else up',
  async () => {
    const api: unknown = await (await fetch(`${server.url}/openapi.json`)).json();
    const fields = findTextFields(api, { thread_id: thread, conversation_id: thread, task_id: 1, id: 'x' });
    const places: Record<string, (text: string) => Prepared> = Object.fromEntries([
      ...fields.flatMap((field) => [
        [field.name, (text: string) => prepare(field, alice, text)] as const,
        ...(field.path('') === '/chat'
          ? [[`${field.name}, many tasks`, (text: string) => prepare(field, bob, text)] as const]
          : []),
      ]),
      ...Object.entries(AUTH_FIELDS).map(
        ([name, send]) => [`auth ${name}`, (text: string) => () => send(text)] as const,
      ),
      ...[...HEADERS, ...HEADERS_OF_STREAMS].map(
        (name) => [name, (text: string) => prepareHeader(name, text)] as const,
      ),
    ]);
    const seen = { longest: 0, at: '', requests: 0 };
    const slow: string[] = [];
    const measure = async (about: string, send: Prepared) => {
      await loop.longest();
      const response = await send();
      // That one goes on for minutes.
      const isEndless = new URL(response.url).pathname.endsWith('/events');
      await (isEndless ? response.body?.cancel() : response.text());
      if (response.status >= 500) slow.push(`${about} is answered with ${response.status}`);
      seen.requests += 1;
      return loop.longest();
    };
    const look = async (about: string, send: Prepared) => {
      let ms = await measure(about, send);
      // What collects garbage or compiles in between does not do it each time.
      for (let run = 0; run < 2 && ms >= LONGEST_MS; run += 1) ms = Math.min(ms, await measure(about, send));
      if (ms >= LONGEST_MS) slow.push(`${about} takes ${ms.toFixed(0)} ms`);
      if (ms > seen.longest) Object.assign(seen, { longest: ms, at: about });
    };
    const auths = Object.keys(places).filter((name) => name.startsWith('auth '));
    const messages = ['POST /chat .message, many tasks', 'POST /tasks .due', 'POST /dates/preview .text'];
    const trials = fc.record({
      name: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...Object.keys(places)) },
        { weight: 1, arbitrary: fc.constantFrom(...messages) },
      ),
      text: fc.oneof({ weight: 1, arbitrary: fc.constantFrom(...WORST) }, { weight: 3, arbitrary: anyText }),
      length: fc.constantFrom(200, 500, 1_500, 20_000, 60_000),
    });
    const chosen = [
      ...[...auths, ...messages].flatMap((name) => WORST.map((text) => ({ name, text, length: 32_400 }))),
      ...fc.sample(trials, { seed: SEED, numRuns: RUNS }),
    ];
    // What is compiled and planned the first time is not the text's doing.
    for (const name of [...auths, ...messages]) await (await places[name]?.('add milk tomorrow')())?.text();
    const end = performance.now() + MOST_SECONDS * 1_000;
    for (const { name, text, length } of chosen) {
      if (performance.now() > end) break;
      const made = text.make(length);
      await look(`${name}: ${length} of ${text.kind}`, places[name]?.(made) ?? (() => Promise.reject(new Error(name))));
    }
    for (const depth of [90, 500_000]) {
      const body = Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)}`);
      const headers = { Authorization: `Bearer ${alice.token}`, 'Content-Type': 'application/json' };
      await look(`${depth} deep`, () => fetch(`${server.url}/api/${alice.id}/chat`, { method: 'POST', headers, body }));
    }
    process.stdout.write(
      `longest block of ${seen.requests} requests to ${Object.keys(places).length} places: ${seen.longest.toFixed(0)} ms (${seen.at})\n`,
    );
    expect(slow).toEqual([]);
  },
  (MOST_SECONDS + 120) * 1_000,
);
