import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Encryption } from '../ground/sealed-file.ts';
import { type HeldSessions, createSessionVault } from './session-vault.ts';

let directory: string;
let file: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'parley-vault-'));
  file = path.join(directory, 'sessions.json');
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A keyring whose cipher is as long as what it seals, as real ones are. */
function keyring() {
  const state = { shouldReEncrypt: false };
  const encryption: Encryption = {
    encryptStringAsync: async (plain) => Buffer.from(Buffer.from(plain).map((byte) => byte ^ 0x5a)),
    decryptStringAsync: async (cipher) => ({
      result: Buffer.from(cipher.map((byte) => byte ^ 0x5a)).toString('utf8'),
      shouldReEncrypt: state.shouldReEncrypt,
    }),
    acceptPlainText: () => undefined,
    backend: async () => 'gnome_libsecret',
  };
  return { state, vault: createSessionVault(file, encryption, () => false, pino({ level: 'silent' })) };
}

const session = (id: string, token: string): HeldSessions['sessions'][number] => ({
  account: { id, userId: id, name: 'Alice', email: 'alice@example.com', server: 'https://parley.example' },
  token,
});

describe('E-52 the file of the sessions', () => {
  it('never grows past what is read again: the oldest that can be spared goes first', async () => {
    const { vault } = keyring();
    const sessions = Array.from({ length: 20 }, (_, index) => session(`a${index}`, 't'.repeat(2000)));
    const leaving = Array.from({ length: 5 }, () => ({ server: 'https://parley.example', token: 'l'.repeat(2000) }));
    await vault.save({ activeId: 'a0', sessions, leaving });
    expect((await stat(file)).size).toBeLessThanOrEqual(16 * 1024);
    const kept = await vault.load();
    expect(kept.activeId).toBe('a0');
    expect(kept.leaving).toEqual([]);
    expect(kept.sessions.map(({ account }) => account.id)).toContain('a0');
    expect(kept.sessions.at(-1)?.account.id).toBe('a19');
    expect(kept.sessions.length).toBeGreaterThan(2);
  });

  it('is written anew when the keyring has a better key', async () => {
    const { state, vault } = keyring();
    await vault.save({ activeId: 'a', sessions: [session('a', 'token')], leaving: [] });
    const { ino } = await stat(file);
    state.shouldReEncrypt = true;
    expect((await vault.load()).activeId).toBe('a');
    expect((await stat(file)).ino).not.toBe(ino);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ v: 1, backend: 'gnome_libsecret' });
  });

  it('is gone when nobody is signed in', async () => {
    const { vault } = keyring();
    await vault.save({ activeId: 'a', sessions: [session('a', 'token')], leaving: [] });
    await vault.save({ activeId: null, sessions: [], leaving: [] });
    await expect(stat(file)).rejects.toThrow();
  });
});
