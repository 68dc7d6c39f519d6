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
