import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Encryption } from '../ground/sealed-file.ts';
import { type Accounts, openAccounts } from './accounts.ts';
import { createAuthClient } from './auth-client.ts';
import { createSessionVault } from './session-vault.ts';

const SERVER = 'https://parley.example';
const logger = pino({ level: 'silent' });
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'parley-accounts-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A keyring that takes as long as it is told to for the next text it seals. */
function slowKeyring() {
  const waits: Promise<void>[] = [];
  const encryption: Encryption = {
    encryptStringAsync: async (plain) => {
      await waits.shift();
      return Buffer.from(plain);
    },
    decryptStringAsync: async (cipher) => ({ result: cipher.toString('utf8'), shouldReEncrypt: false }),
    acceptPlainText: () => undefined,
    backend: async () => 'gnome_libsecret',
  };
  return { waits, encryption };
}

/** A server that signs anybody in, unless it is away. */
function server() {
  const state = { signOuts: 0, isAway: false };
  const send: typeof fetch = async (input, init) => {
    const address = input instanceof URL ? input.pathname : '';
    if (state.isAway) throw new Error('Nothing answers.');
    if (address.endsWith('sign-out')) {
      state.signOuts += 1;
      return Response.json({});
    }
    const { email } = JSON.parse(typeof init?.body === 'string' ? init.body : '{}');
    return Response.json({ token: `token of ${email}`, user: { id: email, name: email, email } });
  };
  return { state, send };
}

function open(encryption: Encryption, send: typeof fetch): Accounts {
  const vault = createSessionVault(path.join(directory, 'sessions.json'), encryption, () => false, logger);
  return openAccounts({ vault, auth: createAuthClient(send), logger, onChange: () => undefined });
}

const signIn = (accounts: Accounts, email: string) => accounts.signIn(SERVER, { email, password: 'correct horse' });

describe('E-52 the sessions of this computer', () => {
  it('are on disk as they were last, however long the keyring took for what was before', async () => {
    const { waits, encryption } = slowKeyring();
    const accounts = open(encryption, server().send);
    await accounts.loaded;
    const slow = Promise.withResolvers<void>();
    waits.push(slow.promise);
    const first = signIn(accounts, 'alice');
    await expect.poll(() => accounts.active()?.userId).toBe('alice');
    const second = signIn(accounts, 'bob');
    await expect.poll(() => accounts.active()?.userId).toBe('bob');
    slow.resolve();
    await Promise.all([first, second, accounts.saved()]);
    const again = open(encryption, server().send);
    await again.loaded;
    expect(again.active()?.userId).toBe('bob');
    expect(again.all()).toHaveLength(2);
  });

  it('are still there when they are to be written again before they were read', async () => {
    const { encryption } = slowKeyring();
    const accounts = open(encryption, server().send);
    await signIn(accounts, 'alice');
    const again = open(encryption, server().send);
    await again.saveAgain();
    const third = open(encryption, server().send);
    await third.loaded;
    expect(third.active()?.userId).toBe('alice');
  });

  it('keep a renewed token with the account it is for, whoever is in use by then', async () => {
    const accounts = open(slowKeyring().encryption, server().send);
    await signIn(accounts, 'alice');
    await signIn(accounts, 'bob');
    await accounts.replaceToken('token of alice', 'a newer token of alice');
    expect(accounts.session()).toMatchObject({ userId: 'bob', token: 'token of bob' });
    const alice = accounts.all().find(({ userId }) => userId === 'alice');
    await accounts.switchTo(alice?.id ?? '');
    expect(accounts.session()).toMatchObject({ userId: 'alice', token: 'a newer token of alice' });
  });

  it('E-54 that were signed out without the server are signed out there after the next start', async () => {
    const { state, send } = server();
    const accounts = open(slowKeyring().encryption, send);
    await signIn(accounts, 'alice');
    state.isAway = true;
    await accounts.signOut();
    await accounts.sendPendingSignOuts();
    expect(accounts.all()).toEqual([]);
    state.isAway = false;
    open(slowKeyring().encryption, send);
    await expect.poll(() => state.signOuts).toBe(1);
  });
});
