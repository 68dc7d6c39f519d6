import type { Knex } from '../../database/database.ts';
import type { Tools } from '../../mcp/connect-tools.ts';

/** What a gate needs to try calls. */
export interface GateParts {
  readonly database: Knex;
  readonly tools: Pick<Tools, 'byName' | 'callTool'>;
}
