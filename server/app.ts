import Koa from 'koa';
import compress from 'koa-compress';
import { type Auth } from './auth/auth.ts';
import { authRoutes } from './auth/auth-routes.ts';
import { guardPasswords } from './auth/guard-passwords.ts';
import { passkeyOrigin } from './auth/passkeys.ts';
import { requireUser } from './auth/require-user.ts';
import { LiveSessions } from './auth/sessions/live-sessions.ts';
import { signInProviders } from './auth/sign-in-providers.ts';
import type { LocalModel } from './agent/model/find-local-model.ts';
import { tokenKeys } from './auth/token-keys.ts';
import { chatRoutes } from './chat/door/chat-routes.ts';
import type { Chat } from './chat/create-chat.ts';
import { createFileLimits, directUploadRoutes, fileRoutes } from './chat/door/file-routes.ts';
import { stopRoute } from './chat/door/stop-route.ts';
import type { RequestState } from './ground/request-state.ts';
import type { Config } from './ground/config.ts';
import type { Knex } from './database/database.ts';
import { accountRoutes } from './http/routes/account-routes.ts';
import { configRoutes } from './http/routes/config-routes.ts';
import { errorHandler } from './http/error-handler.ts';
import { eventRoutes } from './http/routes/event-routes.ts';
import type { EventFeed } from './events/event-feed.ts';
import { healthRoutes } from './http/routes/health-routes.ts';
import { jsonBody } from './http/json-body.ts';
import { createMetrics } from './http/metrics/metrics.ts';
import { openApiRoutes } from './http/routes/openapi-routes.ts';
import { originAllowlist } from './http/origin-allowlist.ts';
import { rateLimit } from './http/rate-limit.ts';
import { rememberTimeZone } from './http/remember-time-zone.ts';
import { beginRequest } from './http/begin-request.ts';
import { behindProxy } from './http/behind-proxy.ts';
import { routeFinder } from './http/route-finder.ts';
import { securityHeaders } from './http/security-headers.ts';
import { shareOfDatabase } from './http/share-of-database.ts';
import { staticApp } from './http/static-app.ts';
import { untilMigrated } from './http/until-migrated.ts';
import type { Logger } from './ground/logger.ts';
import type { Tools } from './mcp/connect-tools.ts';
import { mcpRoutes } from './http/routes/mcp-routes.ts';
import { reminderRoutes } from './http/routes/reminder-routes.ts';
import { dateRoutes } from './http/routes/date-routes.ts';
import { searchRoutes } from './http/routes/search-routes.ts';
import { summaryRoutes } from './http/routes/summary-routes.ts';
import { taskRoutes } from './http/routes/task-routes.ts';

/** What the app is made of; `main.ts` and the tests' app put it together. */
export interface AppParts {
  config: Config;
  version: string;
  logger: Logger;
  database: Knex;
  auth: Auth;
  tools: Tools;
  chat: Chat;
  feed: EventFeed;
  /** The address people reach this server at. */
  baseUrl: string;
  isAllowedOrigin: (origin: string) => boolean;
  isMigrated: () => boolean;
  isStopping: () => boolean;
  /** What runs on this computer and is not used; null where there is none, or people elsewhere would be told. */
  localModel: Promise<LocalModel | null>;
  /** Directory of the browser build. */
  browserBuild: string;
}

/** The HTTP application: a request passes these from top to bottom. */
export function createApp(parts: AppParts): Koa<RequestState> {
  const { auth, baseUrl, chat, config, database, feed, tools } = parts;
  const metrics = createMetrics(database, config.metricsToken);
  const fileLimits = createFileLimits(config.limits);
  const uploads = directUploadRoutes(chat.attachments, fileLimits);
  const routes = [
    chatRoutes(chat.server, { database, turns: chat.turns }, config.limits),
    stopRoute(database, chat.turns),
    dateRoutes(),
    summaryRoutes(database),
    searchRoutes(database),
    eventRoutes(database, feed),
    taskRoutes(tools, database),
    reminderRoutes(database),
    mcpRoutes(tools.createServer, chat.gateFor),
    accountRoutes(database),
  ];
  const app = new Koa<RequestState>({ proxy: true });
  app.silent = true;
  app
    .use(behindProxy(config.trustProxy))
    .use(metrics.observe)
    .use(beginRequest(parts.logger))
    .use(errorHandler())
    .use(securityHeaders({ usesHostedChatKit: config.chatkitDomainKey !== undefined }))
    .use(compress({ filter: isCompressible, threshold: 1024 }))
    .use(healthRoutes(database, parts))
    .use(metrics.routes)
    .use(openApiRoutes(parts.version))
    .use(originAllowlist(parts.isAllowedOrigin))
    .use(
      configRoutes(config, {
        version: parts.version,
        providers: signInProviders(config.providers),
        passkeyOrigin: passkeyOrigin(baseUrl),
        localModel: parts.localModel,
      }),
    )
    .use(untilMigrated(parts.isMigrated))
    .use(authRoutes(auth, guardPasswords(auth, database)))
    .use(fileRoutes(chat.attachments, fileLimits))
    .use(requireUser(baseUrl, tokenKeys(auth), new LiveSessions(database), routeFinder([uploads, ...routes])))
    .use(rateLimit(config.limits.requestsPerMinute))
    .use(shareOfDatabase(database))
    .use(rememberTimeZone(database))
    .use(uploads)
    .use(jsonBody());
  for (const own of routes) app.use(own);
  return app.use(staticApp(parts.browserBuild));
}

/** Event streams are never compressed: each frame must leave as it is written. */
function isCompressible(contentType: string): boolean {
  return (
    !contentType.startsWith('text/event-stream') &&
    /^(text\/|application\/(?:json|javascript|manifest\+json|problem\+json)|image\/svg)/.test(contentType)
  );
}
