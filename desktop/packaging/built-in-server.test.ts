import { expect, it } from 'vitest';
import { readBuiltInServer } from './built-in-server.ts';

const signed = { PARLEY_SIGNED_BUILD: '1' };

it('is this computer for whoever builds the app to try it', () => {
  expect(readBuiltInServer({})).toBe('http://127.0.0.1:8787');
  expect(readBuiltInServer({ PARLEY_DEFAULT_SERVER: 'http://localhost:9000' })).toBe('http://localhost:9000');
});

it('is the one that a release names', () => {
  expect(readBuiltInServer({ ...signed, PARLEY_DEFAULT_SERVER: 'https://parley.example/' })).toBe(
    'https://parley.example',
  );
});

it.each([undefined, 'http://127.0.0.1:8787', 'https://localhost', 'http://[::1]:1'])(
  'is not %s in a build that gets signed and goes to other computers',
  (server) => {
    expect(() => readBuiltInServer({ ...signed, PARLEY_DEFAULT_SERVER: server })).toThrow(
      'https address of your server',
    );
  },
);

it.each(['', 'parley.example', 'http://parley.example', 'https://user@parley.example'])(
  'is no address that the app refuses when it starts: %j',
  (server) => {
    for (const build of [{}, signed])
      expect(() => readBuiltInServer({ ...build, PARLEY_DEFAULT_SERVER: server })).toThrow('PARLEY_DEFAULT_SERVER');
  },
);
