import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Confirmations } from '../../agent/confirming/confirmations.ts';
import { createApp } from '../../app.ts';
import { createAuth } from '../../auth/auth.ts';
import { AttachmentStore } from '../../chat/store/attachment-store.ts';
import { RunningTurns } from '../../chat/door/running-turns.ts';
import { outsideGates } from '../../chat/turn/outside-gate.ts';
import { ConversationStore } from '../../chat/store/conversation-store.ts';
import type { ChatCaller } from '../../chat/store/chat-caller.ts';
import { AttachmentService } from '../../chatkit/attachments/attachment-service.ts';
import { createChatKitServer } from '../../chatkit/chatkit-server.ts';
import { begin } from '../../chatkit/conformance/scripted-replies.ts';
import { parseConfig } from '../../ground/config.ts';
import { openDatabase } from '../../database/database.ts';
import { startEmbeddedPostgres } from '../../database/embedded/embedded-postgres.ts';
import { migrateDatabase } from '../../database/migrate-database.ts';
import { EventFeed } from '../../events/event-feed.ts';
import { createLogger } from '../../ground/logger.ts';
import { connectTools } from '../../mcp/connect-tools.ts';
import { signUp } from './bench-client.ts';
import { serveParent } from './child-server.ts';
import { DELTAS } from './scripted-fetch.ts';
import { stampedDelta } from './stamps.ts';

/**
 * Parley without its agent: sign-in, protocol and PostgreSQL, and a responder that makes the deltas itself. What other
 * ChatKit servers were measured with; the difference to the whole is the `openai` client, the agent and the tools.
 */
const dataDir = await mkdtemp(join(tmpdir(), 'parley-bench-'));
const config = parseConfig({
  PARLEY_DATA_DIR: dataDir,
  RATE_LIMIT_PER_MINUTE: '1000000',
  TURNS_AT_ONCE_PER_USER: '10000',
});
const logger = createLogger('warn');
const postgres = await startEmbeddedPostgres(dataDir, logger);
const database = openDatabase(postgres.url, config.database.poolMax);
await migrateDatabase(database);

const server = createServer();
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const baseUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
const secret = randomUUID();
const attachmentStore = new AttachmentStore(database);
const attachments = new AttachmentService<ChatCaller>({
  storage: attachmentStore,
  secret,
  address: (owner, id) => `${baseUrl}/${owner}/${id}`,
  owner: ({ userId }) => userId,
});
const chat = createChatKitServer<ChatCaller>({
  store: new ConversationStore(database, attachmentStore),
  options: { createThreadId: randomUUID },
  handlers: {
    async *respond(thread) {
      const item = thread.item({ type: 'assistant_message', content: [] });
      const deltas = Array.from({ length: DELTAS }, () => stampedDelta());
      for (const event of begin(item, deltas)) {
        await setImmediate();
        yield event;
      }
      const text = deltas.join('');
      yield { type: 'thread.item.done', item: { ...item, content: [{ type: 'output_text', text, annotations: [] }] } };
    },
  },
});
const auth = createAuth({
  databaseUrl: postgres.url,
  poolMax: config.database.authPoolMax,
  secret,
  baseUrl,
  trustedOrigins: [baseUrl],
  signInsPerMinute: 1_000_000,
  providers: config.providers,
  mails: undefined,
  signUp: config.signUp,
  logger,
});
const tools = await connectTools(database, logger, 'bench');
const confirmations = new Confirmations(database, tools, config.limits.confirmationTtlSeconds);
const gateFor = outsideGates({ database, confirmations, baseUrl });
const feed = new EventFeed(database, postgres.url, logger);
const app = createApp({
  config,
  version: 'bench',
  logger,
  database,
  auth,
  tools,
  chat: { server: chat, turns: new RunningTurns(database), attachments, gateFor },
  feed,
  localModel: Promise.resolve(null),
  baseUrl,
  isAllowedOrigin: () => true,
  isMigrated: () => true,
  isStopping: () => false,
  browserBuild: dataDir,
});
server.on('request', app.callback());
const users = await Promise.all(Array.from({ length: 16 }, () => signUp(baseUrl)));

serveParent({ url: baseUrl, users }, { pace: () => undefined }, async () => {
  server.closeAllConnections();
  server.close();
  await tools.close();
  await auth.close();
  await database.destroy();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});
