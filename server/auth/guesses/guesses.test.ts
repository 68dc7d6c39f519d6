import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { createTestDatabase } from '../../testing/test-database.ts';
import { startTestServer } from '../../testing/test-server.ts';
import { Guesses, type GuessOutcome } from './guesses.ts';
import { pauseAfter } from './pauses.ts';

const database = openDatabase((await createTestDatabase()).url, 8);
const [here, there] = [new Guesses(database), new Guesses(database)];
afterAll(() => database.destroy());

const someone = () => `${randomUUID()}@example.com`;
let last = 0;
/** An address in a network that nobody asked from before. */
const elsewhere = () => `198.${18 + Math.floor(++last / 60_000)}.${Math.floor(last / 250) % 250}.${last % 250}`;

/** @returns the seconds that the guess has to wait, 0 when it was made. */
async function guess(email: string, address: string, outcome: GuessOutcome = 'wrong', at = here): Promise<number> {
  const wait = await at.begin({ email, address });
  if (wait === 0) await at.settle({ email, address }, outcome);
  return wait;
}

/** Lets every pause pass. */
const wait = () => database('password_guesses').update({ pausedUntil: null });

test('pauses grow, from none to a quarter of an hour, and are always a wait that a person can make', () => {
  for (const counted of ['pair', 'account', 'network'] as const) {
    for (const isKnown of [true, false]) {
      const pauses = Array.from({ length: 2_000 }, (_, failures) => pauseAfter(counted, failures, isKnown));
      expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
      expect(pauses[3]).toBe(0);
      expect(pauses.at(-1)).toBe(counted === 'pair' && isKnown ? 60 : 900);
    }
  }
});

describe('guesses at one account', () => {
  test('from one network wait longer each time, at every instance', async () => {
    const [email, address] = [someone(), elsewhere()];
    const pauses = [];
    for (let failures = 0; failures < 10; failures += 1) {
      await guess(email, address, 'wrong', failures % 2 === 0 ? here : there);
      pauses.push(await guess(email, address, 'wrong', failures % 2 === 0 ? there : here));
      await wait();
    }
    expect(pauses.slice(0, 2)).toEqual([0, 0]);
    expect(pauses.at(-1)).toBeGreaterThan(60);
  });

  test('are counted together however the address is written, from wherever in an IPv6 network of 48 bits', async () => {
    const email = someone();
    const prefix = `2001:db8:${(last += 1)}`;
    const spellings = [
      email,
      email.toUpperCase(),
      email.replace('example', 'Example'),
      email.replace(/^./, (letter) => letter.toUpperCase()),
    ];
    for (const [index, spelling] of [...spellings, email].entries())
      await guess(spelling, `${prefix}:${index}::${index}`);
    expect(await guess(email, `${prefix}:ffff::1`)).toBeGreaterThan(0);
    expect(await guess(email, elsewhere())).toBe(0);
  });

  test('made at the same time are counted each', async () => {
    const [email, address] = [someone(), elsewhere()];
    const waits = await Promise.all(
      Array.from({ length: 40 }, (_, index) => guess(email, address, 'wrong', index % 2 === 0 ? here : there)),
    );
    expect(waits.filter((seconds) => seconds === 0).length).toBeLessThanOrEqual(6);
  });

  test('from ever new networks slow down, and the owner gets in from where they were before', async () => {
    const [email, home] = [someone(), elsewhere()];
    expect(await guess(email, home, 'right')).toBe(0);
    for (let index = 0; index < 30; index += 1) {
      await wait();
      await guess(email, elsewhere());
    }
    expect(await guess(email, elsewhere(), 'right')).toBeGreaterThan(60);
    expect(await guess(email, home, 'wrong')).toBe(0);
    expect(await guess(email, home, 'right')).toBe(0);
  });

  test('by its owner at home have to wait a minute at the most', async () => {
    const [email, home] = [someone(), elsewhere()];
    await guess(email, home, 'right');
    for (let index = 0; index < 30; index += 1) {
      await wait();
      await guess(email, home);
    }
    expect(await guess(email, home)).toBeGreaterThan(50);
    expect(await guess(email, home)).toBeLessThanOrEqual(60);
    await wait();
    expect(await guess(email, home, 'right')).toBe(0);
    // What went wrong there is forgotten then.
    for (let index = 0; index < 3; index += 1) expect(await guess(email, home)).toBe(0);
  });
});

describe('guesses from one network', () => {
  test('at many accounts slow down, and a right one of the guesser’s own changes nothing', async () => {
    const [address, own] = [elsewhere(), someone()];
    for (let index = 0; index < 70; index += 1) {
      await wait();
      await guess(someone(), address);
      if (index % 10 === 0) await guess(own, address, 'right');
    }
    expect(await guess(someone(), address)).toBeGreaterThan(60);
    expect(await guess(someone(), elsewhere())).toBe(0);
  });

  test('that are right, or never looked at, do not', async () => {
    const address = elsewhere();
    for (let index = 0; index < 100; index += 1)
      expect(await guess(someone(), address, index % 2 === 0 ? 'right' : 'neither')).toBe(0);
  });

  test('begin anew after a day without one', async () => {
    const [email, address] = [someone(), elsewhere()];
    for (let index = 0; index < 12; index += 1) {
      await wait();
      await guess(email, address);
    }
    await database('password_guesses').update({ updatedAt: new Date(Date.now() - 25 * 3_600_000), pausedUntil: null });
    for (let index = 0; index < 4; index += 1) expect(await guess(email, address)).toBe(0);
  });
});

test('the table names nobody', async () => {
  const [email, address] = [someone(), elsewhere()];
  await guess(email, address);
  const text = JSON.stringify(await database('password_guesses').select());
  expect(text).not.toContain(email.slice(0, 8));
  expect(text).not.toContain(address);
});

describe('over HTTP', async () => {
  const server = await startTestServer({ TRUST_PROXY: 'loopback' });
  const post = async (path: string, body: object, session = '', from = '203.0.113.7') =>
    fetch(`${server.url}/api/auth/${path}`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Forwarded-For': from,
        ...(session && { Authorization: `Bearer ${session}` }),
      },
      body: JSON.stringify(body),
    });
  const wrong = { password: 'not the password', currentPassword: 'not the password', newPassword: 'tulpen im mai' };

  test('every place that takes a password counts, from wherever the port is, and the wait is told in seconds', async () => {
    const alice = await server.signUp('Alice');
    const statuses: number[] = [];
    for (const path of ['sign-in/email', 'verify-password', 'change-password', 'sign-in/email', 'verify-password']) {
      const from: string = `203.0.113.7:${1_000 + statuses.length}`;
      statuses.push(
        (await post(path, { email: alice.email.toUpperCase(), ...wrong }, alice.sessionToken, from)).status,
      );
    }
    expect(statuses).toEqual([401, 400, 400, 401, 400]);
    // The pause has begun; it is made longer than a slow machine takes for what follows.
    const counts = openDatabase(server.databaseUrl, 1);
    const paused = counts('password_guesses').whereNotNull('pausedUntil');
    expect(await paused.update({ pausedUntil: new Date(Date.now() + 60_000) })).toBe(1);
    await counts.destroy();
    for (const path of ['sign-in/email', 'verify-password', 'change-password']) {
      const answer = await post(path, { email: alice.email, ...wrong }, alice.sessionToken);
      expect(answer.status, path).toBe(429);
      expect(answer.headers.get('Retry-After')).toMatch(/^[1-9]\d{0,2}$/);
    }
    const right = { email: alice.email, password: 'correct horse' };
    expect((await post('sign-in/email', right, '', '[2001:db8::1]:443')).status).toBe(200);
  });

  test('an account that is not there takes as long to refuse as a wrong password', async () => {
    const bob = await server.signUp('Bob');
    const times: Record<'there' | 'not there', number[]> = { there: [], 'not there': [] };
    for (let index = 0; index < 7; index += 1) {
      for (const [kind, email] of [
        ['there', bob.email],
        ['not there', someone()],
      ] as const) {
        const startedAt = performance.now();
        expect((await post('sign-in/email', { email, ...wrong }, '', elsewhere())).status).toBe(401);
        times[kind].push(performance.now() - startedAt);
      }
    }
    // The quickest of each: other work on the machine makes an answer slower, never quicker.
    const quickest = [Math.min(...times.there), Math.min(...times['not there'])];
    expect(Math.max(...quickest) / Math.min(...quickest)).toBeLessThan(1.5);
  });
});
