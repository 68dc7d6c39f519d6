import { safeStorage } from 'electron';
import type { Encryption } from './sealed-file.ts';

const SYSTEM_STORES: Partial<Record<NodeJS.Platform, string>> = { darwin: 'keychain', win32: 'dpapi' };
/** What Linux seals with the password everybody knows begins with this. */
const FIXED_PASSWORD = 'v10';

/** Electron's `safeStorage`. Its own questions say what a desktop should have, not whether that answers. */
export function systemEncryption(): Encryption {
  return {
    encryptStringAsync: (plain) => safeStorage.encryptStringAsync(plain),
    decryptStringAsync: (cipher) => safeStorage.decryptStringAsync(cipher),
    acceptPlainText: () => safeStorage.setUsePlainTextEncryption(true),
    backend: async () => {
      const sealed = await safeStorage.encryptStringAsync('parley').catch(() => null);
      if (sealed === null) return null;
      const system = SYSTEM_STORES[process.platform];
      if (system !== undefined) return system;
      const isFixed = sealed.subarray(0, FIXED_PASSWORD.length).toString('latin1') === FIXED_PASSWORD;
      return isFixed ? 'basic_text' : safeStorage.getSelectedStorageBackend();
    },
  };
}
