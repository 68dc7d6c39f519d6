import path from 'node:path';
import { type App, net } from 'electron';
import type { Logger } from 'pino';
import { type AccessTokens, createAccessTokens } from './access-tokens.ts';
import { type Accounts, openAccounts } from './accounts.ts';
import { createAuthClient } from './auth-client.ts';
import { createSessionVault } from './session-vault.ts';
import { createSendRequest } from './api-request.ts';
import { type ParleyApi, createParleyApi } from './parley-api.ts';
import { type ServerEvents, followServer } from './server-events.ts';
import type { Scheduler } from '../ground/scheduler.ts';
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
  /** What happens at the server, as it does. */
  happenings: ServerEvents;
  /** What the system's keyring offers. */
  encryption: Encryption;
}

/** What the services report to the app around them. */
export interface ServiceEvents {
  onAccountsChange: () => void;
  onReachable: (isReachable: boolean) => void;
  /** A page changed something on the server. */
  onWrite: () => void;
  /** Something happened at the server; @param type as `GET /api/:userId/events` names it */
  onHappening: (type: string) => void;
  /** An answer reached its end in a page, for the account that asked. */
  onAnswer: (answer: FinishedAnswer, accountId: string) => void;
}

/** Connects the services with each other; nothing is asked of the network yet. */
export function createServices(deps: {
  app: App;
  defaultServer: string;
  profile: ProfileStore;
  speech: Speech;
  scheduler: Scheduler;
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
  const reportingFetch: typeof fetch = async (input, init) => {
    try {
      const answered = await send(input, init);
      events.onReachable(true);
      return answered;
    } catch (error) {
      if (!init?.signal?.aborted) events.onReachable(false);
      throw error;
    }
  };
  const sendRequest = createSendRequest({
    session: accounts.session,
    accessToken: tokens.get,
    forgetAccessToken: tokens.forget,
    locale: deps.speech.locale,
    fetch: reportingFetch,
  });
  const api = createParleyApi(sendRequest, (signal) =>
    reportingFetch(new URL('/api/config', server()), { redirect: 'error', signal }),
  );
  const happenings = followServer({
    accountId: () => accounts.active()?.id ?? null,
    send: sendRequest,
    locale: deps.speech.locale,
    scheduler: deps.scheduler,
    onEvent: events.onHappening,
    logger,
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
    happenings,
    encryption,
    forwardToApi: async (request, url) => {
      await accounts.loaded;
      const accountId = accounts.active()?.id ?? '';
      const isOfEvents = url.pathname === `/api/${encodeURIComponent(accounts.session()?.userId ?? '')}/events`;
      if (isOfEvents && request.method === 'GET') return happenings.answer(request);
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
