import { Model, raw, type QueryBuilder, type TransactionOrKnex } from 'objection';

/** Since when, and until when, what happens to a person's things is written down as events. */
export class EventReader extends Model {
  static override tableName = 'event_readers';
  static override idColumn = 'userId';
  static override modifiers = {
    ownedBy(query: QueryBuilder<EventReader>, userId: string): void {
      query.where('eventReaders.userId', userId);
    },
  };

  declare userId: string;
  declare readSince: Date;
  declare readUntil: Date;

  /**
   * Has a person's events written down for so long from now on, or longer. While there is no gap, `readSince` stays.
   *
   * @returns the reader, and what time it is for the database.
   */
  static async extend(
    connection: TransactionOrKnex,
    userId: string,
    seconds: number,
  ): Promise<Pick<EventReader, 'readSince'> & { now: Date }> {
    return EventReader.query(connection)
      .insert({ userId, readSince: raw('now()'), readUntil: raw('now() + make_interval(secs => ?)', [seconds]) })
      .onConflict('userId')
      .merge({
        readSince: raw('case when event_readers.read_until > now() then event_readers.read_since else now() end'),
        readUntil: raw('greatest(event_readers.read_until, excluded.read_until)'),
      })
      .returning(['readSince', raw('now()')])
      .castTo<Pick<EventReader, 'readSince'> & { now: Date }>();
  }
}
