import path from 'node:path';
import { type App, net } from 'electron';
import type { Logger } from 'pino';
import { type AccessTokens, createAccessTokens } from './access-tokens.ts';
import { type Accounts, openAccounts } from './accounts.ts';
import { createAuthClient } from './auth-client.ts';
import { createSessionVault } from './session-vault.ts';
import { type ParleyApi, createParleyApi } from './parley-api.ts';
import type { Speech } from '../ground/speech.ts';
import type { FinishedAnswer } from '../ground/signals.ts';
import { createApiProxy } from './api-proxy.ts';
import { createOpenAnswers } from './open-answers.ts';
import type { ProfileStore } from '../ground/profile.ts';
import type { Encryption } from '../ground/sealed-file.ts';
import { systemEncryption } from '../ground/system-encryption.ts';

/** Everything that talks to the server: who is signed in, the API, and the way there for the pages. */
export interface Services {
  accounts: Accounts;
  api: ParleyApi;
  /** The server of the account in use, or the one signing in would go to. */
  server: () => string;
  forwardToApi: (request: Request, url: URL) => Promise<Response>;
  /** Whether an answer is being streamed to a page right now. */
  isAnswering: () => boolean;
  /** Remembers the answers under way; @returns the way to break off those that got no further, and how many those are */
  markAnswers: () => () => number;
  /** Whether the server answers; needs no sign-in. */
  ping: () => Promise<boolean>;
  fetch: typeof fetch;
  /** What the system's keyring offers. */
  encryption: Encryption;
}

/** What the services report to the app around them. */
export interface ServiceEvents {
  onAccountsChange: () => void;
  onReachable: (isReachable: boolean) => void;
  /** A page changed something on the server. */
  onWrite: () => void;
  /** An answer reached its end in a page, for the account that asked. */
  onAnswer: (answer: FinishedAnswer, accountId: string) => void;
}

/** Connects the services with each other; nothing is asked of the network yet. */
export function createServices(deps: {
  app: App;
  defaultServer: string;
  profile: ProfileStore;
  speech: Speech;
  events: ServiceEvents;
  logger: Logger;
}): Services {
  const { app, profile, events, logger } = deps;
  const send = fetchFromNetwork;
  const auth = createAuthClient(send);
  const encryption = systemEncryption();
  const vault = createSessionVault(
    path.join(app.getPath('userData'), 'sessions.json'),
    encryption,
    () => profile.settings().keepSessionWithoutKeyring,
    logger,
  );
  const accounts = openAccounts({
    vault,
    auth,
    logger,
    onChange: () => {
      // What was minted for somebody who left is not kept around.
      if (accounts.session() === null) tokens.forget();
      events.onAccountsChange();
    },
  });
  const tokens: AccessTokens = createAccessTokens(auth, (sessionToken) => void accounts.dropSession(sessionToken));
  const server = (): string => accounts.active()?.server ?? profile.get().server ?? deps.defaultServer;
  const api = createParleyApi({
    session: accounts.session,
    accessToken: tokens.get,
    forgetAccessToken: tokens.forget,
    locale: deps.speech.locale,
    fetch: async (input, init) => {
      try {
        const answered = await send(input, init);
        events.onReachable(true);
        return answered;
      } catch (error) {
        events.onReachable(false);
        throw error;
      }
    },
  });
  const answers = createOpenAnswers();
  const proxy = createApiProxy({
    server,
    session: accounts.session,
    accessToken: tokens.get,
    forgetAccessToken: tokens.forget,
    dropSession: accounts.dropSession,
    replaceToken: accounts.replaceToken,
    reportReachable: events.onReachable,
    isOnline: () => net.isOnline(),
    fetch: send,
    logger,
  });
  return {
    accounts,
    api,
    server,
    fetch: send,
    encryption,
    forwardToApi: async (request, url) => {
      await accounts.loaded;
      const accountId = accounts.active()?.id ?? '';
      const response = await proxy(request, url);
      if (request.method !== 'GET' && response.ok) events.onWrite();
      return answers.watch(response, (answer) => events.onAnswer(answer, accountId));
    },
    isAnswering: () => answers.count() > 0,
    markAnswers: answers.mark,
    ping: async () => {
      const answered = await send(new URL('/api/config', server()), { signal: AbortSignal.timeout(10_000) });
      return answered.headers.get('content-type')?.startsWith('application/json') === true;
    },
  };
}

/** Electron's network stack, which knows the system's proxies and certificates. */
const fetchFromNetwork: typeof fetch = (input, init) =>
  net.fetch(input instanceof URL ? input.href : input, { ...init, bypassCustomProtocolHandlers: true });
