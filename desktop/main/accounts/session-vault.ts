import { rename, rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import { z } from 'zod';
import { desktopAccount } from '../../ipc-contract.ts';
import { readSmallFile, writeAtomically } from '../storage/atomic-file.ts';

const MAX_BYTES = 16 * 1024;
const UNSAFE_BACKENDS = new Set(['basic_text', 'unknown']);

const vaultFile = z.strictObject({
  v: z.literal(1),
  backend: z.string(),
  consent: z.boolean().optional(),
  ciphertextB64: z.base64(),
});

const heldSessions = z.strictObject({
  activeId: z.string().nullable(),
  sessions: z.array(z.strictObject({ account: desktopAccount, token: z.string().min(1).max(4096) })).max(20),
  leaving: z.array(z.strictObject({ server: z.string().max(2048), token: z.string().max(4096) })).max(20),
});

/** The accounts of this computer with their session tokens, and sign-outs the server has not heard of yet. */
export type HeldSessions = z.infer<typeof heldSessions>;

/** The part of Electron's `safeStorage` the vault uses. */
export interface Encryption {
  isAsyncEncryptionAvailable: () => Promise<boolean>;
  encryptStringAsync: (plain: string) => Promise<Buffer>;
  decryptStringAsync: (cipher: Buffer) => Promise<{ result: string; shouldReEncrypt: boolean }>;
  /** Only on Linux is the answer anything else than the system's own store. */
  backend: () => string;
}

/** Where the sessions rest, as the person is told. */
export type SessionStorage = 'keyring' | 'memory' | 'plain';

/** Keeps the sessions encrypted by the system, or in memory where it has no keyring and nobody agreed to less. */
export interface SessionVault {
  load: () => Promise<HeldSessions>;
  save: (held: HeldSessions) => Promise<void>;
  storage: () => Promise<SessionStorage>;
}

/**
 * Opens the vault.
 *
 * @param hasConsent whether the person agreed to keep sessions without a keyring
 */
export function createSessionVault(
  file: string,
  encryption: Encryption,
  hasConsent: () => boolean,
  logger: Logger,
): SessionVault {
  const storage = async (): Promise<SessionStorage> => {
    const isAvailable = await encryption.isAsyncEncryptionAvailable().catch(() => false);
    if (isAvailable && !UNSAFE_BACKENDS.has(encryption.backend())) return 'keyring';
    return isAvailable && hasConsent() ? 'plain' : 'memory';
  };
  const save = async (held: HeldSessions): Promise<void> => {
    if (held.sessions.length + held.leaving.length === 0 || (await storage()) === 'memory') {
      await rm(file, { force: true });
      await rm(`${file}.bak`, { force: true });
      return;
    }
    const cipher = await encryption.encryptStringAsync(JSON.stringify(held));
    const backend = encryption.backend();
    const consent = UNSAFE_BACKENDS.has(backend) ? { consent: true } : {};
    await writeAtomically(
      file,
      JSON.stringify({ v: 1, backend, ...consent, ciphertextB64: cipher.toString('base64') }),
    );
  };
  const load = async (): Promise<HeldSessions> => {
    const stored = vaultFile.safeParse(parseJson(await readSmallFile(file, MAX_BYTES)));
    if (!stored.success) {
      await rm(file, { force: true, recursive: true });
      return NOTHING_HELD;
    }
    try {
      const opened = await encryption.decryptStringAsync(Buffer.from(stored.data.ciphertextB64, 'base64'));
      const held = heldSessions.parse(JSON.parse(opened.result));
      if (opened.shouldReEncrypt) await save(held);
      return held;
    } catch {
      // Another desktop environment may open it again later, so a changed backend keeps the file.
      const hasMoved = stored.data.backend !== encryption.backend();
      await (hasMoved ? rename(file, `${file}.bak`) : rm(file, { force: true }));
      logger.warn({ hasMoved }, 'the stored sessions could not be opened');
      return NOTHING_HELD;
    }
  };
  return { load, save, storage };
}

const NOTHING_HELD: HeldSessions = { activeId: null, sessions: [], leaving: [] };

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
