import path from 'node:path';
import { net } from 'electron';
import { type Connection, setupConnection } from '../server/connection.ts';
import { createAppRequestHandler } from '../pages/handle-app-request.ts';
import { setupSession } from '../pages/setup-session.ts';
import type { Base } from '../ground/base.ts';
import { type Services, createServices } from '../server/create-services.ts';

/** Connects the app with its server, and the pages with both, before any page loads. */
export function setupServerSide(base: Base): {
  services: Services;
  connection: Connection;
  session: Electron.Session;
} {
  const { config, signals, scheduler } = base;
  const services = createServices({
    ...base,
    defaultServer: config.defaultServer,
    events: {
      onAccountsChange: () => void signals.emit('changed'),
      onReachable: (isReachable) => void signals.emit('reached', isReachable),
      onWrite: () => void signals.emit('wrote', 'page'),
      onHappening: (type) => void signals.emit('happened', type),
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
    scheduler,
    onChange: (state) => {
      signals.emit('changed');
      if (state === 'online') signals.emit('resumed');
    },
  });
  signals.on('reached', connection.report);
  return { services, connection, session };
}
