import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { parseConfig } from '../ground/config.ts';
import { createLogger } from '../ground/logger.ts';
import { insertUser } from '../testing/factories.ts';
import { startMailServer } from '../testing/mail-server.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { PAGE_LANGUAGES } from '../text/languages.ts';
import { composeMail } from './compose-mail.ts';
import { Mail, MAIL_KINDS } from './mail.ts';
import { openMail } from './open-mail.ts';

const { database } = await createTestDatabase();
const parts = { database, baseUrl: 'https://parley.example.com', providers: [{ id: 'oidc', name: 'Example <ID>' }] };

async function compose(values: { kind?: Mail['kind']; locale?: string | null; details?: object }, userId: string) {
  const mail = await Mail.query(database).insertAndFetch({
    userId,
    kind: 'signed-in',
    details: {},
    dueAt: null,
    ...values,
  });
  return composeMail(mail, parts);
}

describe.each(MAIL_KINDS)('a mail of the kind %s', (kind) => {
  test('is whole in each language, and names Parley', async () => {
    const userId = await insertUser(database);
    await database('accounts').insert({ id: userId, issuer: 'x', accountId: userId, providerId: 'credential', userId });
    const said = new Set<string>();
    for (const locale of PAGE_LANGUAGES) {
      const mail = await compose({ kind, locale }, userId);
      expect(mail?.subject).toContain('Parley');
      expect(mail?.html).toContain(`<html lang="${locale}">`);
      expect(mail?.text).toMatch(/https:\/\/parley\.example\.com\/[a-z-]+/);
      expect(`${mail?.text}${mail?.html}`).not.toMatch(/undefined|\[object|null/);
      said.add(`${mail?.subject}`).add(`${mail?.text.split('\n')[0]}`);
    }
    expect(said.size).toBe(2 * PAGE_LANGUAGES.length);
  });
});

test('speaks the language of the profile before that of the browser, and English otherwise', async () => {
  const userId = await insertUser(database);
  expect((await compose({ locale: 'de-AT' }, userId))?.html).toContain('<html lang="de">');
  expect((await compose({ locale: 'ja' }, userId))?.html).toContain('<html lang="en">');
  await database('users').where({ id: userId }).update({ locale: 'fr-CA' });
  expect((await compose({ locale: 'de' }, userId))?.html).toContain('<html lang="fr">');
});

test('a provider’s name is no markup', async () => {
  const userId = await insertUser(database);
  await database('accounts').insert({ id: userId, issuer: 'x', accountId: userId, providerId: 'oidc', userId });
  const mail = await compose({ kind: 'reset-password' }, userId);
  expect(mail?.html).toContain('Example &lt;ID&gt;');
  expect(mail?.html).not.toContain('<ID>');
});

const hostile = fc.oneof(
  fc.constantFrom(
    '"><img src=x onerror=alert(1)>',
    'Ana\r\nBcc: eve@evil.example',
    'https://evil.example',
    'a@b.c, d@e.f',
    '=?utf-8?B?PHNjcmlwdD4=?=',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replaceAll('\0', '')),
);
const address = fc.oneof(
  fc.constantFrom(
    'ana@bücher.example',
    'zoë@example.com',
    'ana@example.com\r\nBcc: eve@evil.example',
    'ana@example.com,eve@evil.example',
    '"eve@evil.example"@example.com',
    'ana@example.com>\r\nDATA',
    '<eve@evil.example>ana@example.com',
    'eve@evil.example(@example.com',
    'ana@[evil.example]',
    '',
  ),
  fc.tuple(hostile, hostile).map(([local, domain]) => `${local}@${domain}`),
);

test('whatever people call themselves and their mailboxes, a mail goes to one address and has our headers', async () => {
  const smtp = await startMailServer();
  const { mail: settings } = parseConfig(smtp.environment);
  if (!settings) throw new Error('no mail');
  const logger = createLogger('silent');
  const mail = openMail(settings, { ...parts, logger }, { silenceMs: 2_000, pausesSeconds: [] });
  const tagsOf = (html = '') => html.match(/<[^>]+>/g)?.map((tag) => tag.replace(/ .*/, ''));
  const tags = tagsOf((await compose({}, await insertUser(database)))?.html);
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(hostile, address, hostile, async (name, email, timeZone) => {
      tried += 1;
      const unique = `${tried}${email}`;
      const userId = await insertUser(database, { name, email: unique, timeZone });
      const before = smtp.mails.length;
      await mail.queue.add({ kind: 'signed-in', to: { userId }, locale: 'en', details: {} });
      await vi.waitFor(
        async () => expect(await database('mails').where({ userId }).whereNotNull('dueAt')).toEqual([]),
        {
          timeout: 5_000,
          interval: 5,
        },
      );
      for (const { to, headers, html, raw } of smtp.mails.slice(before)) {
        expect(to).toHaveLength(1);
        expect(to[0]?.split('@')[0]).toBe(unique.split('@')[0]);
        expect(headers.split('\r\n').map((line) => line.split(':')[0])).toEqual([
          'Auto-Submitted', 'X-Auto-Response-Suppress', 'From', 'To', 'Subject', 'Message-ID', 'Date', 'MIME-Version', 'Content-Type',
        ]); // prettier-ignore
        expect(tagsOf(html)).toEqual(tags);
        expect(raw).not.toContain('evil.example');
      }
    }),
    { seed: 13, numRuns: 80 },
  );
  expect(smtp.mails.map(({ headers }) => headers).join('')).toContain('ana@xn--bcher-kva.example');
  await mail.stop();
}, 60_000);
