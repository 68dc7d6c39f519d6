import type { Tools } from '../mcp/connect-tools.ts';
import type { CallGate } from '../mcp/call-gate.ts';
import { Confirmations } from '../agent/confirming/confirmations.ts';
import { createModel } from '../agent/model/model.ts';
import { AttachmentService } from '../chatkit/attachments/attachment-service.ts';
import type { Caller } from '../ground/caller.ts';
import type { ChatKitServer } from '../chatkit/chatkit-server.ts';
import type { Config } from '../ground/config.ts';
import type { Knex } from '../database/database.ts';
import type { Logger } from '../ground/logger.ts';
import { AttachmentStore } from './store/attachment-store.ts';
import { closeLate } from './turn/close-late.ts';
import { ConversationStore } from './store/conversation-store.ts';
import { fileAddress } from './door/file-routes.ts';
import { outsideGates } from './turn/outside-gate.ts';
import { createParleyChatServer } from './turn/parley-chat-server.ts';
import type { ParleyContext } from './store/parley-context.ts';
import { StatementRunner } from './store/statement-runner.ts';

/** Everything behind the chat routes. */
export interface Chat {
  readonly server: ChatKitServer<ParleyContext>;
  readonly attachments: AttachmentService<ParleyContext>;
  readonly statements: StatementRunner;
  /** Stands before the calls of an outside client's request. */
  readonly gateFor: (context: Caller) => CallGate;
}

/** Puts chat together: protocol server, store, agent and attachments. */
export function createChat(options: {
  config: Config;
  database: Knex;
  tools: Tools;
  baseUrl: string;
  secret: string;
  logger: Logger;
}): Chat {
  const { config, database, tools, baseUrl, secret, logger } = options;
  const attachmentStore = new AttachmentStore(database);
  const statements = new StatementRunner(database);
  const attachments = new AttachmentService<ParleyContext>({
    storage: attachmentStore,
    secret,
    address: (owner, id, context) => fileAddress(context?.prefersRelativeLinks ? '' : baseUrl, owner, id),
    owner: ({ userId }) => userId,
    maxBytes: config.limits.attachmentBytes,
    quotaBytes: config.limits.attachmentQuotaBytes,
  });
  const parts = {
    database,
    tools,
    model: createModel(config.openai),
    confirmations: new Confirmations(database, tools, config.limits.confirmationTtlSeconds),
    attachments: attachmentStore,
    statements,
    historyTokens: config.openai.historyTokens,
    now: () => new Date(),
  };
  const store = new ConversationStore(database, attachmentStore, (id, context) => closeLate(parts, id, context));
  return {
    server: createParleyChatServer(parts, store, attachments.handlers, logger),
    attachments,
    statements,
    gateFor: outsideGates({ ...parts, baseUrl }),
  };
}
