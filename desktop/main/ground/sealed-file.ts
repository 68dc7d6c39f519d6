import { lstat, rename, rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import { readSmallJson, writeAtomically } from './atomic-file.ts';

const UNSAFE_BACKENDS = new Set(['basic_text', 'unknown']);
/** How Electron words a keyring that is locked or was not allowed this once. */
const NOT_NOW = /temporarily unavailable/;

const sealedFile = z.strictObject({
  v: z.literal(1),
  backend: z.string(),
  consent: z.boolean().optional(),
  ciphertextB64: z.base64(),
});

/** The part of Electron's `safeStorage` that files are sealed with. */
export interface Encryption {
  encryptStringAsync: (plain: string) => Promise<Buffer>;
  decryptStringAsync: (cipher: Buffer) => Promise<{ result: string; shouldReEncrypt: boolean }>;
  /** Lets Linux encrypt with a password everybody knows; elsewhere it does nothing. */
  acceptPlainText: () => void;
  /** What encrypts now: a keyring, `basic_text` for that password, null for nothing. */
  backend: () => Promise<string | null>;
}

/** Where something secret rests, as the person is told. */
export type SecretStorage = 'keyring' | 'memory' | 'plain';

/** One file the system's keyring encrypts; where there is none it does not exist. */
export interface SealedFile<Value> {
  /** @returns null when there is no file, or none that can be opened; what another keyring wrote is kept aside */
  read: () => Promise<Value | null>;
  /**
   * Writes the value, or nothing at all where it would not be safe.
   *
   * @returns false when the file would be too large to be read again, and was left as it is
   */
  write: (value: Value) => Promise<boolean>;
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
  const { file, encryption, logger } = options;
  const spare = `${file}.bak`;
  const storage = async (): Promise<SecretStorage> => {
    const hasConsent = options.hasConsent();
    if (hasConsent) encryption.acceptPlainText();
    const backend = await encryption.backend();
    if (backend === null) return 'memory';
    if (!UNSAFE_BACKENDS.has(backend)) return 'keyring';
    return hasConsent ? 'plain' : 'memory';
  };
  const remove = async (): Promise<void> => {
    await rm(file, { force: true });
    await rm(spare, { force: true });
  };
  const write = async (value: Value): Promise<boolean> => {
    if ((await storage()) === 'memory') {
      await rm(file, { force: true });
      return true;
    }
    const cipher = await encryption.encryptStringAsync(JSON.stringify(value));
    const backend = (await encryption.backend()) ?? 'unknown';
    const consent = UNSAFE_BACKENDS.has(backend) ? { consent: true } : {};
    const text = JSON.stringify({ v: 1, backend, ...consent, ciphertextB64: cipher.toString('base64') });
    if (text.length > options.maxBytes) return false;
    await writeAtomically(file, text);
    return true;
  };
  const open = async (from: string): Promise<Opened<Value>> => {
    const stored = sealedFile.safeParse(await readSmallJson(from, options.maxBytes));
    if (!stored.success) return { kind: 'unusable' };
    try {
      const opened = await encryption.decryptStringAsync(Buffer.from(stored.data.ciphertextB64, 'base64'));
      const value = options.schema.parse(JSON.parse(opened.result));
      return { kind: 'opened', value, shouldReEncrypt: opened.shouldReEncrypt };
    } catch (error) {
      // A keyring nobody unlocked may be unlocked next time, and another desktop's may be back one day.
      const isSame = stored.data.backend === (await encryption.backend());
      return { kind: isSame && !NOT_NOW.test(String(error)) ? 'unusable' : 'locked' };
    }
  };
  const read = async (): Promise<Value | null> => {
    await storage();
    const found = await open(file);
    if (found.kind === 'opened') {
      if (found.shouldReEncrypt) await attempt(write(found.value));
      return found.value;
    }
    const exists = await lstat(file).then(
      () => true,
      () => false,
    );
    if (exists) logger.warn({ kind: found.kind, file }, 'an encrypted file could not be opened');
    // Whoever changes the desktop environment and changes back finds what was kept aside.
    const kept = await open(spare);
    const isLocked = found.kind === 'locked';
    await attempt(isLocked ? rename(file, spare) : rm(file, { force: true, recursive: true }));
    if (kept.kind !== 'opened') return null;
    if (!isLocked) await attempt(rm(spare, { force: true }));
    await attempt(write(kept.value));
    return kept.value;
  };
  /** A disk that cannot be written does not keep anybody from what was read. */
  const attempt = (work: Promise<unknown>): Promise<unknown> =>
    work.catch((error: unknown) => logger.warn({ err: error, file }, 'an encrypted file could not be tidied'));
  return { read, write, remove, storage };
}

type Opened<Value> =
  | { kind: 'opened'; value: Value; shouldReEncrypt: boolean }
  | { kind: 'locked' }
  | { kind: 'unusable' };
