import type { Tools } from '../mcp/connect-tools.ts';
import type { CallGate } from '../mcp/call-gate.ts';
import { Confirmations } from '../agent/confirming/confirmations.ts';
import { createModel } from '../agent/model/model.ts';
import { AttachmentService } from '../chatkit/attachments/attachment-service.ts';
import type { Turn } from '../ground/turn.ts';
import type { ChatKitServer } from '../chatkit/chatkit-server.ts';
import type { Config } from '../ground/config.ts';
import type { Knex } from '../database/database.ts';
import type { Logger } from '../ground/logger.ts';
import { AttachmentStore } from './store/attachment-store.ts';
import type { ChatParts } from './turn/chat-parts.ts';
import { closeLate } from './turn/close-late.ts';
import { ConversationStore } from './store/conversation-store.ts';
import { fileAddress } from './door/file-routes.ts';
import { RunningTurns } from './door/running-turns.ts';
import { outsideGates } from './turn/outside-gate.ts';
import { createParleyChatServer } from './turn/parley-chat-server.ts';
import type { ChatCaller } from './store/chat-caller.ts';

/** Everything behind the chat routes. */
export interface Chat {
  readonly server: ChatKitServer<ChatCaller>;
  readonly turns: RunningTurns;
  readonly attachments: AttachmentService<ChatCaller>;
  /** Stands before the calls of an outside client's request. */
  readonly gateFor: (turn: Turn) => CallGate;
}

const now = () => new Date();

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
  const attachments = new AttachmentService<ChatCaller>({
    storage: attachmentStore,
    secret,
    address: (owner, id, caller) => fileAddress(caller?.prefersRelativeLinks ? '' : baseUrl, owner, id),
    owner: ({ userId }) => userId,
    maxBytes: config.limits.attachmentBytes,
    quotaBytes: config.limits.attachmentQuotaBytes,
  });
  const confirmations = new Confirmations(database, tools, config.limits.confirmationTtlSeconds);
  const parts: ChatParts = {
    database,
    tools,
    model: createModel(config.openai),
    confirmations,
    conversations: new ConversationStore(
      database,
      attachmentStore,
      (conversationId, caller) => closeLate(confirmations, { ...caller, conversationId, now: now() }),
      config.limits.conversationQuota,
    ),
    attachments: attachmentStore,
    attachmentHandlers: attachments.handlers,
    logger,
    baseUrl,
    historyTokens: config.openai.historyTokens,
    now,
  };
  return {
    server: createParleyChatServer(parts),
    turns: new RunningTurns(database),
    attachments,
    gateFor: outsideGates(parts),
  };
}
