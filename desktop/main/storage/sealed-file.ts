import { rename, rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import { readSmallFile, writeAtomically } from './atomic-file.ts';

const UNSAFE_BACKENDS = new Set(['basic_text', 'unknown']);

const sealedFile = z.strictObject({
  v: z.literal(1),
  backend: z.string(),
  consent: z.boolean().optional(),
  ciphertextB64: z.base64(),
});

/** The part of Electron's `safeStorage` that files are sealed with. */
export interface Encryption {
  isAsyncEncryptionAvailable: () => Promise<boolean>;
  encryptStringAsync: (plain: string) => Promise<Buffer>;
  decryptStringAsync: (cipher: Buffer) => Promise<{ result: string; shouldReEncrypt: boolean }>;
  /** Only on Linux is the answer anything else than the system's own store. */
  backend: () => string;
}

/** Where something secret rests, as the person is told. */
export type SecretStorage = 'keyring' | 'memory' | 'plain';

/** One file the system's keyring encrypts; where there is none it does not exist. */
export interface SealedFile<Value> {
  /** @returns null when there is no file, or none that can be opened */
  read: () => Promise<Value | null>;
  /** Writes the value, or nothing at all where it would not be safe. */
  write: (value: Value) => Promise<void>;
  remove: () => Promise<void>;
  storage: () => Promise<SecretStorage>;
}

/**
 * Names a sealed file; nothing is read yet.
 *
 * @param options.maxBytes a larger file counts as none
 * @param options.hasConsent whether the person agreed to keep it without a keyring
 */
export function createSealedFile<Value>(options: {
  file: string;
  maxBytes: number;
  schema: z.ZodType<Value>;
  encryption: Encryption;
  hasConsent: () => boolean;
  logger: Logger;
}): SealedFile<Value> {
  const { file, encryption } = options;
  const storage = async (): Promise<SecretStorage> => {
    const isAvailable = await encryption.isAsyncEncryptionAvailable().catch(() => false);
    if (isAvailable && !UNSAFE_BACKENDS.has(encryption.backend())) return 'keyring';
    return isAvailable && options.hasConsent() ? 'plain' : 'memory';
  };
  const remove = async (): Promise<void> => {
    await rm(file, { force: true });
    await rm(`${file}.bak`, { force: true });
  };
  const write = async (value: Value): Promise<void> => {
    if ((await storage()) === 'memory') return remove();
    const cipher = await encryption.encryptStringAsync(JSON.stringify(value));
    const backend = encryption.backend();
    const consent = UNSAFE_BACKENDS.has(backend) ? { consent: true } : {};
    await writeAtomically(
      file,
      JSON.stringify({ v: 1, backend, ...consent, ciphertextB64: cipher.toString('base64') }),
    );
  };
  const read = async (): Promise<Value | null> => {
    const stored = sealedFile.safeParse(parseJson(await readSmallFile(file, options.maxBytes)));
    if (!stored.success) {
      await rm(file, { force: true, recursive: true });
      return null;
    }
    try {
      const opened = await encryption.decryptStringAsync(Buffer.from(stored.data.ciphertextB64, 'base64'));
      const value = options.schema.parse(JSON.parse(opened.result));
      if (opened.shouldReEncrypt) await write(value);
      return value;
    } catch {
      // Another desktop environment may open it again later, so a changed backend keeps the file.
      const hasMoved = stored.data.backend !== encryption.backend();
      await (hasMoved ? rename(file, `${file}.bak`) : rm(file, { force: true }));
      options.logger.warn({ hasMoved, file }, 'an encrypted file could not be opened');
      return null;
    }
  };
  return { read, write, remove, storage };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
