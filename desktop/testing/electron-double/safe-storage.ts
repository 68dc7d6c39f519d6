import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { double, onlyKnown, record, requireReady } from './double-state.ts';

/** Electron's `safeStorage`: really encrypts, with a key of its own per profile; its deprecated half is not there. */
export const safeStorage = onlyKnown('safeStorage', {
  isAsyncEncryptionAvailable: async (): Promise<boolean> => {
    requireReady('safeStorage');
    await sleep(double.config.keyringLatency);
    return isAvailable();
  },
  encryptStringAsync: async (plain: string): Promise<Buffer> => {
    requireReady('safeStorage');
    record('safeStorage.encryptStringAsync');
    if (!isAvailable()) throw new Error('Encryption is not available.');
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key(), iv);
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  },
  decryptStringAsync: async (sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> => {
    requireReady('safeStorage');
    if (!isAvailable() || double.faults.decryption) throw new Error('Error while decrypting the ciphertext.');
    const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    const result = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
    return { result, shouldReEncrypt: double.faults.shouldReEncrypt };
  },
  setUsePlainTextEncryption: (isWanted: boolean) => {
    record('safeStorage.setUsePlainTextEncryption', isWanted);
    double.usesPlainText = isWanted;
  },
  getSelectedStorageBackend: (): string => (double.isReady ? (double.config.keyring ?? 'unknown') : 'unknown'),
});

/** Without a keyring nothing is encrypted, unless the app says that the fixed password will do. */
function isAvailable(): boolean {
  const { keyring } = double.config;
  return keyring !== null && !double.faults.encryption && (keyring !== 'basic_text' || double.usesPlainText);
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
