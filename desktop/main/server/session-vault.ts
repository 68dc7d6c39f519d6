import type { Logger } from 'pino';
import { z } from 'zod';
import { desktopAccount } from '../../ipc-contract.ts';
import { type Encryption, type SecretStorage, createSealedFile } from '../ground/sealed-file.ts';

const MAX_BYTES = 16 * 1024;

/** One session token that is longer would make the file unreadable for all accounts. */
export const MAX_TOKEN = 4096;

const heldSessions = z.strictObject({
  activeId: z.string().nullable(),
  sessions: z.array(z.strictObject({ account: desktopAccount, token: z.string().min(1).max(MAX_TOKEN) })).max(20),
  leaving: z.array(z.strictObject({ server: z.string().max(2048), token: z.string().max(MAX_TOKEN) })).max(20),
});

/** The accounts of this computer with their session tokens, and sign-outs the server has not heard of yet. */
export type HeldSessions = z.infer<typeof heldSessions>;

/** Keeps the sessions encrypted by the system, or in memory where it has no keyring and nobody agreed to less. */
export interface SessionVault {
  load: () => Promise<HeldSessions>;
  save: (held: HeldSessions) => Promise<void>;
  storage: () => Promise<SecretStorage>;
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
  const sealed = createSealedFile({ file, maxBytes: MAX_BYTES, schema: heldSessions, encryption, hasConsent, logger });
  const save = async (held: HeldSessions): Promise<void> => {
    const { activeId, sessions, leaving } = held;
    if (sessions.length + leaving.length === 0) return sealed.remove();
    if (await sealed.write(held)) return;
    // A file too large would not be read again: the oldest that can be spared goes first.
    const idle = sessions.find(({ account }) => account.id !== activeId);
    if (leaving.length === 0 && !idle) throw new Error('The session does not fit into its file.');
    const stays = (each: HeldSessions['sessions'][number]): boolean => leaving.length > 0 || each !== idle;
    await save({ activeId, sessions: sessions.filter(stays), leaving: leaving.slice(1) });
  };
  return {
    storage: sealed.storage,
    save,
    load: async () => (await sealed.read()) ?? NOTHING_HELD,
  };
}

const NOTHING_HELD: HeldSessions = { activeId: null, sessions: [], leaving: [] };
