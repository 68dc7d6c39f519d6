import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { double, onlyKnown, record, requireReady } from './double-state.ts';

const isLinux = double.config.platform === 'linux';
const keyring = (): string | null => double.config.keyring;
const UNREADABLE = 'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.';
/** Marks what the password everybody knows has sealed, and what a key of the keyring has. */
const [FIXED, OWN] = ['v10', 'v11'].map((mark) => Buffer.from(mark)) as [Buffer, Buffer];
let unlocked: Promise<void> | null = null;

/** Electron's `safeStorage`: really encrypts, with a key of its own per profile; its deprecated half is not there. */
export const safeStorage = onlyKnown('safeStorage', {
  // It says yes whatever the keyring answered.
  isAsyncEncryptionAvailable: async (): Promise<boolean> => {
    if (!double.isReady) return false;
    await askKeyring();
    return true;
  },
  encryptStringAsync: async (plain: string): Promise<Buffer> => {
    requireReady('safeStorage');
    await askKeyring();
    record('safeStorage.encryptStringAsync');
    if (double.faults.encryption || (!isLinux && keyring() === null)) {
      throw new Error('Error while encrypting the text provided to safeStorage.encryptStringAsync.');
    }
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key(), iv);
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([mark(), iv, cipher.getAuthTag(), sealed]);
  },
  decryptStringAsync: async (sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => {
    requireReady('safeStorage');
    await askKeyring();
    if (!isLinux && keyring() === null) {
      throw new Error('safeStorage.decryptStringAsync is temporarily unavailable. Please try again.');
    }
    if (double.faults.decryption || !sealed.subarray(0, 3).equals(mark())) throw new Error(UNREADABLE);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(3, 15));
      decipher.setAuthTag(sealed.subarray(15, 31));
      const result = Buffer.concat([decipher.update(sealed.subarray(31)), decipher.final()]).toString('utf8');
      return { result, shouldReEncrypt: double.faults.shouldReEncrypt };
    } catch (error) {
      throw new Error(UNREADABLE, { cause: error });
    }
  },
  setUsePlainTextEncryption: (isWanted: boolean) => record('safeStorage.setUsePlainTextEncryption', isWanted),
  // Linux has it alone, and names what goes with the desktop: whether it answers is not known.
  ...(isLinux
    ? { getSelectedStorageBackend: (): string => (double.isReady ? (keyring() ?? 'gnome_libsecret') : 'unknown') }
    : {}),
});

/** The first one to ask waits until the person unlocked it. */
function askKeyring(): Promise<void> {
  unlocked ??= sleep(double.config.keyringLatency);
  return unlocked;
}

/** Linux falls back on the password everybody knows; elsewhere nothing is sealed. */
function mark(): Buffer {
  return isLinux && (keyring() === null || keyring() === 'basic_text') ? FIXED : OWN;
}

function key(): Buffer {
  // Each keyring has a key of its own: what one wrote, another cannot open.
  const file = path.join(double.config.userData, '..', `keyring-${double.config.keyring}`);
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32));
  }
  return readFileSync(file);
}
