import { Model, type QueryBuilder, type RawBuilder, type RelationMappings } from 'objection';
import { z } from 'zod';
import type { ThreadStatus } from '../chatkit/protocol/thread.ts';
import { AppError } from '../ground/errors.ts';
import { Message } from './message.ts';

/** A shape of another version must not lock a user out of a conversation. */
const status = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('active') }),
    z.object({ type: z.enum(['locked', 'closed']), reason: z.string().exactOptional() }),
  ])
  .catch({ type: 'active' });
const metadata = z.record(z.string(), z.unknown());

/** A conversation of a user's, and the lease of the one turn that may run in it. */
export class Conversation extends Model {
  static override tableName = 'conversations';
  static override get relationMappings(): RelationMappings {
    return {
      messages: {
        relation: Model.HasManyRelation,
        modelClass: Message,
        join: { from: 'conversations.id', to: 'messages.conversationId' },
      },
    };
  }
  static override modifiers = {
    ownedBy(query: QueryBuilder<Conversation>, userId: string | RawBuilder): void {
      query.where('conversations.userId', userId);
    },
  };

  declare id: string;
  declare userId: string;
  declare title: string | null;
  declare status: ThreadStatus;
  /** Hosts whose images may show; null means any. */
  declare allowedImageDomains: string[] | null;
  declare metadata: Record<string, unknown>;
  /** The turn that holds the lease, and until when unless it is renewed. */
  declare turnId: string | null;
  declare turnLeaseUntil: Date | null;
  /** The turn that somebody stopped; one that has ended stays here. */
  declare stopTurnId: string | null;
  declare createdAt: Date;
  /** When something was said last. */
  declare activeAt: Date;
  declare updatedAt: Date;
  /** What was written into it; PostgreSQL's bigint comes as text. */
  declare itemBytes: string;

  /** A missing conversation and somebody else's conversation are the same answer. */
  static override createNotFoundError(): Error {
    return new AppError('not_found', 'This conversation, or what was asked for in it, does not exist.');
  }

  /** `jsonb` is checked when it is read. */
  override $parseDatabaseJson(json: Record<string, unknown>): Record<string, unknown> {
    const row = super.$parseDatabaseJson(json);
    if (row['status'] !== undefined) row['status'] = status.parse(row['status']);
    if (row['metadata'] !== undefined) row['metadata'] = metadata.parse(row['metadata']);
    return row;
  }
}
