import type { AgentTools } from '../agent/agent-tools.ts';
import type { Confirmations } from '../agent/confirmations.ts';
import type { Model } from '../agent/model.ts';
import type { Knex } from '../database/database.ts';

/** What chat is made of. */
export interface ChatParts {
  readonly database: Knex;
  readonly model: Model;
  readonly tools: AgentTools;
  readonly confirmations: Confirmations;
  /** How much of a conversation the model is told, in tokens. */
  readonly historyTokens: number;
  /** The clock. */
  readonly now: () => Date;
}
