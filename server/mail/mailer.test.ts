import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { parseConfig } from '../ground/config.ts';
import { createLogger } from '../ground/logger.ts';
import { insertUser } from '../testing/factories.ts';
import { startMailServer } from '../testing/mail-server.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { openMail } from './open-mail.ts';

const { database } = await createTestDatabase();
const baseUrl = 'https://parley.example.com';

/** Mail as a server opens it, less patient. */
function openTestMail(url: string) {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  const { mail: settings } = parseConfig({ SMTP_URL: url, MAIL_FROM: 'Parley <parley@example.com>' });
  if (!settings) throw new Error('no mail');
  const parts = { database, baseUrl, providers: [], logger };
  const mail = openMail(settings, parts, { silenceMs: 300, pausesSeconds: [0, 0] });
  const add = async (values: Parameters<typeof insertUser>[1] = {}) => {
    const userId = await insertUser(database, values);
    const start = performance.now();
    await mail.queue.add({ kind: 'signed-in', to: { userId }, locale: 'en' });
    return { userId, email: values.email ?? `${userId}@example.com`, took: performance.now() - start };
  };
  return { ...mail, lines, add };
}

const rowOf = (userId: string) => database('mails').where({ userId }).first<{ attempts: number; dueAt: Date | null }>();

/** Waits until a mail is sent or given up. @returns how often it was tried. */
async function triesOf(userId: string): Promise<number> {
  await vi.waitFor(async () => expect((await rowOf(userId))?.dueAt).toBeNull(), { timeout: 8_000, interval: 20 });
  return (await rowOf(userId))?.attempts ?? 0;
}

test('signs in to the server with a password that is encoded in the address', async () => {
  const seen: unknown[] = [];
  const smtp = await startMailServer({
    authOptional: false,
    onAuth: ({ username, password }, _session, done) => {
      seen.push([username, password]);
      done(null, { user: username });
    },
  });
  const mail = openTestMail(`smtp://parley%40example.com:p%40ss%3A%2F@127.0.0.1:${smtp.port}`);
  const { email } = await mail.add();
  expect(await smtp.mailsTo(email)).toMatchObject([{ from: 'parley@example.com', to: [email] }]);
  expect(seen).toEqual([['parley@example.com', 'p@ss:/']]);
  await mail.stop();
});

test('sends no password to a server that has no TLS, unless it is this machine', async () => {
  const seen: unknown[] = [];
  // A machine elsewhere, as far as the settings can tell.
  const smtp = await startMailServer(
    {
      authOptional: true,
      onAuth: ({ password }, _session, done) => {
        seen.push(password);
        done(null, { user: 'x' });
      },
    },
    '127.0.0.2',
  );
  const mail = openTestMail(`smtp://parley:hunter2@127.0.0.2:${smtp.port}`);
  const { userId } = await mail.add();
  expect(await triesOf(userId)).toBe(3);
  expect(seen).toEqual([]);
  expect(smtp.mails).toEqual([]);
  expect(mail.lines.join('')).toContain('ETLS');
  expect(mail.lines.join('')).not.toContain('hunter2');
  await mail.stop();
});

test('believes no certificate that nobody has signed', async () => {
  const smtp = await startMailServer({ disabledCommands: [] }, '127.0.0.2');
  const mail = openTestMail(`smtp://parley:hunter2@127.0.0.2:${smtp.port}`);
  const { userId } = await mail.add();
  expect(await triesOf(userId)).toBe(3);
  expect(smtp.mails).toEqual([]);
  await mail.stop();
});

describe('a mail that fails', () => {
  test('is tried again, and sent once', async () => {
    let refusals = 2;
    const smtp = await startMailServer({
      onRcptTo: (_address, _session, done) => {
        refusals -= 1;
        done(refusals < 0 ? null : Object.assign(new Error('busy'), { responseCode: 451 }));
      },
    });
    const mail = openTestMail(smtp.environment.SMTP_URL);
    const { email, userId } = await mail.add();
    await smtp.mailsTo(email);
    expect(await triesOf(userId)).toBe(3);
    expect(smtp.mails).toHaveLength(1);
    await mail.stop();
  });

  test('for good is not tried again, and what the server says of it is not logged', async () => {
    const smtp = await startMailServer({
      onRcptTo: ({ address }, _session, done) =>
        done(Object.assign(new Error(`no such user: ${address}`), { responseCode: 550 })),
    });
    const mail = openTestMail(smtp.environment.SMTP_URL);
    const { email, userId } = await mail.add();
    expect(await triesOf(userId)).toBe(1);
    expect(mail.lines.join('')).toContain('550');
    expect(mail.lines.join('')).not.toContain(email);
    await mail.stop();
  });

  test('because nobody answers, or the password is wrong, is given up after some attempts', async () => {
    const wrong = await startMailServer({
      onAuth: (_auth, _session, done) => done(new Error('wrong password')),
    });
    for (const url of [`smtp://a:b@127.0.0.1:${wrong.port}`, 'smtp://127.0.0.1:9']) {
      const mail = openTestMail(url);
      const { userId } = await mail.add();
      expect(await triesOf(userId)).toBe(3);
      await mail.stop();
    }
  });

  test('because the server hangs holds up neither who asks nor a stop', async () => {
    const hanging = await startMailServer({ onConnect: () => undefined });
    const mail = openTestMail(hanging.environment.SMTP_URL);
    const { took, userId } = await mail.add();
    expect(took).toBeLessThan(250);
    expect(await triesOf(userId)).toBe(3);
    await mail.add();
    const start = performance.now();
    await mail.stop();
    expect(performance.now() - start).toBeLessThan(2_500);
    await database('mails').update({ dueAt: null });
  });
});

test('what one process leaves another sends, and each mail once', async () => {
  const smtp = await startMailServer();
  const mails = Array.from({ length: 3 }, () => openTestMail(smtp.environment.SMTP_URL));
  const ids = await Promise.all(Array.from({ length: 12 }, () => insertUser(database)));
  await database('mails').insert(ids.map((userId) => ({ userId, kind: 'signed-in', dueAt: new Date() })));
  for (const mail of mails) mail.look();
  await vi.waitFor(() => expect(smtp.mails).toHaveLength(ids.length), { timeout: 10_000, interval: 20 });
  await delay(100);
  expect(smtp.mails.map(({ to }) => to[0]).toSorted()).toEqual(ids.map((id) => `${id}@example.com`).toSorted());
  await Promise.all(mails.map((mail) => mail.stop()));
});

test('forgets mail that was sent a day ago, and keeps what waits', async () => {
  const userId = await insertUser(database);
  const createdAt = new Date(Date.now() - 25 * 60 * 60 * 1_000);
  await database('mails').insert([
    { userId, kind: 'signed-in', createdAt, dueAt: null },
    { userId, kind: 'passkey-added', createdAt, dueAt: new Date(Date.now() + 60_000) },
  ]);
  const smtp = await startMailServer();
  const mail = openTestMail(smtp.environment.SMTP_URL);
  mail.look();
  await vi.waitFor(async () =>
    expect(await database('mails').where({ userId })).toMatchObject([{ kind: 'passkey-added' }]),
  );
  await mail.stop();
});
