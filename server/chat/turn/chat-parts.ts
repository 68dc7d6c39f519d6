import type { Confirmations } from '../../agent/confirming/confirmations.ts';
import type { AgentParts } from '../../agent/run-agent.ts';
import type { AttachmentStore } from '../store/attachment-store.ts';
import type { StatementRunner } from '../store/statement-runner.ts';

/** What chat is made of. */
export interface ChatParts extends AgentParts {
  readonly confirmations: Confirmations;
  readonly attachments: AttachmentStore;
  readonly statements: StatementRunner;
  /** How much of a conversation the model is told, in tokens. */
  readonly historyTokens: number;
  /** The clock. */
  readonly now: () => Date;
}
