import type { Confirmations } from '../../agent/confirming/confirmations.ts';
import type { AgentParts } from '../../agent/run-agent.ts';
import type { AttachmentHandlers } from '../../chatkit/chatkit-handlers.ts';
import type { Logger } from '../../ground/logger.ts';
import type { AttachmentStore } from '../store/attachment-store.ts';
import type { ChatCaller } from '../store/chat-caller.ts';
import type { ConversationStore } from '../store/conversation-store.ts';

/** What chat is made of, bound at start. */
export interface ChatParts extends AgentParts {
  readonly confirmations: Confirmations;
  readonly conversations: ConversationStore;
  readonly attachments: AttachmentStore;
  readonly attachmentHandlers: AttachmentHandlers<ChatCaller>;
  readonly logger: Logger;
  /** The address people reach Parley at. */
  readonly baseUrl: string;
  /** How much of a conversation the model is told, in tokens. */
  readonly historyTokens: number;
  /** The clock. */
  readonly now: () => Date;
}
