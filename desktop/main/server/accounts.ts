import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { DesktopAccount } from '../../ipc-contract.ts';
import type { AuthClient, AuthFailure, AuthSession } from './auth-client.ts';
import type { SecretStorage } from '../ground/sealed-file.ts';
import { type HeldSessions, MAX_TOKEN, type SessionVault } from './session-vault.ts';

/** Everybody signed in on this computer; one of them at a time is the account the app shows. */
export interface Accounts {
  /** Resolves once the vault was opened, which may wait for the person to unlock a keyring. */
  loaded: Promise<void>;
  active: () => DesktopAccount | null;
  all: () => DesktopAccount[];
  /** The session of the account in use. */
  session: () => AccountSession | null;
  storage: () => SecretStorage;
  signIn: (server: string, input: { email: string; password: string }) => Promise<AccountResult>;
  signUp: (
    server: string,
    input: { name: string; email: string; password: string; invitation?: string | undefined },
  ) => Promise<AccountResult>;
  redeem: (server: string, input: { token: string; state: string; code_verifier: string }) => Promise<AccountResult>;
  /**
   * Forgets the session here; `sendPendingSignOuts` has its server forget it as well.
   *
   * @param id the account in use, when absent
   */
  signOut: (id?: string) => Promise<void>;
  /** The server says a session is over. */
  dropSession: (sessionToken: string) => Promise<void>;
  /** The server gave a newer token for a session. */
  replaceToken: (sessionToken: string, newer: string) => Promise<void>;
  /** @param id null leaves the app signed out without forgetting anybody */
  switchTo: (id: string | null) => Promise<boolean>;
  /** Writes the sessions again, after the person agreed to keep them. */
  saveAgain: () => Promise<void>;
  /** Tells servers about sign-outs they have not heard of; one that is away hears of it another time. */
  sendPendingSignOuts: () => Promise<void>;
  /** Resolves when everything so far is stored, or given up on. */
  saved: () => Promise<void>;
}

/** What requests are sent with, for as long as one of them takes: somebody else may be in use before it ends. */
export interface AccountSession {
  server: string;
  userId: string;
  token: string;
}

/** A sign-in as the page sees it: the account, never the token. */
export type AccountResult = { ok: true; account: DesktopAccount } | AuthFailure;

/** Opens the vault in the background and holds its sessions in memory. */
export function openAccounts(deps: {
  vault: SessionVault;
  auth: AuthClient;
  logger: Logger;
  onChange: () => void;
}): Accounts {
  let held: HeldSessions = { activeId: null, sessions: [], leaving: [] };
  let storage: SecretStorage = 'memory';
  const loaded = (async () => {
    held = await deps.vault.load();
    storage = await deps.vault.storage();
    deps.onChange();
  })().catch((error: unknown) => deps.logger.error({ err: error }, 'the sessions could not be loaded'));
  let saving = loaded;
  const save = (): Promise<void> =>
    deps.vault.save(held).catch((error: unknown) => {
      deps.logger.warn({ err: error }, 'the sessions could not be stored');
    });
  const keep = async (next: HeldSessions): Promise<void> => {
    held = next;
    // One after the other: a keyring that is slow once would let what is old be written last.
    saving = saving.then(save);
    await saving;
    storage = await deps.vault.storage();
    deps.onChange();
  };
  const current = () => held.sessions.find(({ account }) => account.id === held.activeId);
  const adopt = async (server: string, opened: AuthSession | AuthFailure): Promise<AccountResult> => {
    if (!opened.ok) return opened;
    await loaded;
    const account = toAccount(server, opened);
    const others = held.sessions.filter((other) => other.account.id !== account.id);
    await keep({ ...held, activeId: account.id, sessions: [...others, { account, token: opened.token }].slice(-20) });
    return { ok: true, account };
  };
  const drop = (id: string | undefined) =>
    keep({
      ...held,
      activeId: held.activeId === id ? null : held.activeId,
      sessions: held.sessions.filter(({ account }) => account.id !== id),
    });
  const sendPendingSignOuts = async (): Promise<void> => {
    for (const leaving of held.leaving) {
      const wasTold = await deps.auth.signOut(leaving.server, leaving.token).then(
        () => true,
        () => false,
      );
      if (wasTold) await keep({ ...held, leaving: held.leaving.filter(({ token }) => token !== leaving.token) });
    }
  };
  void loaded.then(sendPendingSignOuts);
  return {
    loaded,
    active: () => current()?.account ?? null,
    all: () => held.sessions.map(({ account }) => account),
    session: () => {
      const found = current();
      return found ? { server: found.account.server, userId: found.account.userId, token: found.token } : null;
    },
    storage: () => storage,
    signIn: async (server, input) => adopt(server, await deps.auth.signIn(server, input)),
    signUp: async (server, input) => adopt(server, await deps.auth.signUp(server, input)),
    redeem: async (server, input) => adopt(server, await deps.auth.redeem(server, input)),
    signOut: async (id) => {
      await loaded;
      const leaving = id === undefined ? current() : held.sessions.find(({ account }) => account.id === id);
      if (!leaving) return;
      held = {
        ...held,
        leaving: [...held.leaving, { server: leaving.account.server, token: leaving.token }].slice(-20),
      };
      await drop(leaving.account.id);
    },
    dropSession: async (sessionToken) => {
      const over = held.sessions.find(({ token }) => token === sessionToken);
      if (over) await drop(over.account.id);
    },
    replaceToken: async (sessionToken, newer) => {
      if (newer.length > MAX_TOKEN) return;
      await keep({
        ...held,
        sessions: held.sessions.map((one) => (one.token === sessionToken ? { ...one, token: newer } : one)),
      });
    },
    switchTo: async (id) => {
      await loaded;
      if (id !== null && !held.sessions.some(({ account }) => account.id === id)) return false;
      await keep({ ...held, activeId: id });
      return true;
    },
    saveAgain: async () => {
      await loaded;
      await keep(held);
    },
    sendPendingSignOuts,
    saved: () => saving,
  };
}

function toAccount(server: string, { user }: AuthSession): DesktopAccount {
  const id = createHash('sha256').update(`${server} ${user.id}`).digest('hex').slice(0, 32);
  return { id, userId: user.id, name: user.name.slice(0, 200), email: user.email.slice(0, 320), server };
}
