import path from 'node:path';
import { type App, net } from 'electron';
import type { Logger } from 'pino';
import type { DesktopConfig } from '../config.ts';
import { type Connection, setupConnection } from '../connection/connection.ts';
import type { Speech } from '../i18n/speech.ts';
import { createAppRequestHandler } from '../protocol/handle-app-request.ts';
import type { Scheduler } from '../scheduler.ts';
import { setupSession } from '../security/setup-session.ts';
import type { ProfileStore } from '../settings/profile.ts';
import { type Services, createServices } from './create-services.ts';
import type { Signals } from './signals.ts';

/** Connects the app with its server, and the pages with both, before any page loads. */
export function setupServerSide(deps: {
  app: App;
  config: DesktopConfig;
  profile: ProfileStore;
  speech: Speech;
  signals: Signals;
  scheduler: Scheduler;
  logger: Logger;
}): { services: Services; connection: Connection; session: Electron.Session } {
  const { app, config, profile, speech, signals, logger } = deps;
  const services = createServices({
    app,
    defaultServer: config.defaultServer,
    profile,
    speech,
    logger,
    events: {
      onAccountsChange: () => void signals.emit('changed'),
      onReachable: (isReachable) => void signals.emit('reached', isReachable),
      onWrite: () => void signals.emit('wrote', 'page'),
      onAnswer: (answer, accountId) => void signals.emit('answered', answer, accountId),
    },
  });
  const session = setupSession(
    createAppRequestHandler({
      root: path.join(import.meta.dirname, '../renderer'),
      devServer: config.devServer,
      forwardToApi: services.forwardToApi,
      fetch: services.fetch,
    }),
    config.devServer,
  );
  const connection = setupConnection({
    isOnline: () => net.isOnline(),
    ping: services.ping,
    scheduler: deps.scheduler,
    onChange: (state) => {
      signals.emit('changed');
      if (state === 'online') signals.emit('resumed');
    },
  });
  signals.on('reached', connection.report);
  return { services, connection, session };
}
