import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ConfigError, ENVIRONMENT_KEYS, parseConfig } from './config.ts';

test('has every setting in .env.example, and no other', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const keys = [...example.matchAll(/^([A-Z_]+)=/gm)].map(([, key]) => key);
  expect(keys.toSorted()).toEqual(ENVIRONMENT_KEYS.toSorted());
});

test('takes .env.example as it stands for the defaults', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const entries = Object.fromEntries([...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, key, value]) => [key, value]));
  expect(parseConfig(entries)).toEqual(parseConfig({}));
});

test('names every wrong setting and shows no value', () => {
  const parse = () =>
    parseConfig({
      PORT: 'eighty-secret',
      DATABASE_URL: 'mysql://me:hunter2@host/x',
      BETTER_AUTH_SECRET: 'short-secret',
      LOG_LEVEL: 'loud-secret',
    });
  expect(parse).toThrow(ConfigError);
  expect(parse).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*BETTER_AUTH_SECRET[\s\S]*LOG_LEVEL/);
  expect(parse).not.toThrow(/secret(?!,)[^:]|hunter2|mysql/);
});

test('wants a secret for a database that other instances may share', () => {
  expect(() => parseConfig({ DATABASE_URL: 'postgresql://localhost/parley' })).toThrow(/BETTER_AUTH_SECRET/);
});

test('wants all settings of another provider’s sign-in, or none', () => {
  expect(() => parseConfig({ GOOGLE_CLIENT_ID: 'x' })).toThrow(/GOOGLE_CLIENT_SECRET/);
  expect(() => parseConfig({ OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' })).toThrow(/OIDC_ISSUER/);
  expect(parseConfig({ GITHUB_CLIENT_ID: 'x', GITHUB_CLIENT_SECRET: 'y' }).providers.github).toEqual({
    clientId: 'x',
    clientSecret: 'y',
  });
});

test('wants both settings of mail or neither, and shows no value of a wrong one', () => {
  const from = 'Parley <parley@example.com>';
  expect(() => parseConfig({ SMTP_URL: 'smtp://smtp.example.com' })).toThrow(/MAIL_FROM: needed with SMTP_URL/);
  expect(() => parseConfig({ MAIL_FROM: from })).toThrow(/SMTP_URL: needed with MAIL_FROM/);
  for (const url of [
    'hunter2',
    'http://a:hunter2@host',
    'smtp://a:%hunter2@host',
    'smtp://a@host',
    'smtp://h/?x=hunter2',
    'smtp:///x',
  ]) {
    expect(() => parseConfig({ SMTP_URL: url, MAIL_FROM: from })).toThrow(/^(?![^]*hunter2)[^]*SMTP_URL: /);
  }
  for (const sender of ['hunter2', 'a@b.example\r\nBcc: hunter2@x.example', 'hunter2\n<a@b.example>', '<hunter2>']) {
    const parse = () => parseConfig({ SMTP_URL: 'smtp://smtp.example.com', MAIL_FROM: sender });
    expect(parse).toThrow(/^(?![^]*hunter2)[^]*MAIL_FROM: /);
  }
  const url = 'smtps://parley%40example.com:p%40ss@[::1]';
  expect(parseConfig({ SMTP_URL: url, MAIL_FROM: from }).mail).toEqual({
    smtp: { host: '::1', port: 465, isSecure: true, credentials: { user: 'parley@example.com', pass: 'p@ss' } },
    from: { name: 'Parley', address: 'parley@example.com' },
  });
});
