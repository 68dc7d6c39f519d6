import { Model, raw, type TransactionOrKnex } from 'objection';
import { z } from 'zod';

const itemSubject = z.object({ id: z.string(), conversation_id: z.string() });

/** What one statement changed: rows of which table, and their ids. */
export const eventSubjects = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tasks'), subjects: z.number().array() }),
  z.object({ kind: z.literal('conversations'), subjects: z.string().array() }),
  z.object({ kind: z.literal('messages'), subjects: itemSubject.array() }),
  z.object({ kind: z.literal('confirmations'), subjects: itemSubject.array() }),
  z.object({ kind: z.literal('sessions'), subjects: z.string().array() }),
]);

export type EventSubjects = z.infer<typeof eventSubjects>;

/** A change as a trigger wrote it down, in the transaction of the change. */
export class StoredEvent extends Model {
  static override tableName = 'events';

  declare id: string;
  declare userId: string;
  /** The transaction; PostgreSQL's `xid8` comes as text. */
  declare writtenBy: string;
  declare kind: EventSubjects['kind'];
  declare subjects: EventSubjects['subjects'];
  declare createdAt: Date;

  /** Deletes what is older than so many seconds: nobody can ask for it any more. */
  static async sweep(connection: TransactionOrKnex, seconds: number): Promise<void> {
    await StoredEvent.query(connection)
      .where('createdAt', '<', raw('now() - make_interval(secs => ?)', [seconds]))
      .delete();
  }
}
