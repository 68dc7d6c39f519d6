import { Model, type QueryBuilder, type TransactionOrKnex } from 'objection';

/** What a message is searched by: its words without case, accents or marks. The database keeps it. */
export class MessageText extends Model {
  static override tableName = 'messageTexts';
  static override idColumn = ['userId', 'messageId'];
  static override modifiers = {
    ownedBy(query: QueryBuilder<MessageText>, userId: string): void {
      query.where('messageTexts.userId', userId);
    },
  };

  declare userId: string;
  /** PostgreSQL's bigint comes as text. */
  declare messageId: string;
  declare words: string;

  /**
   * Finds messages by their words, the newest first. What is common is among the newest, which are looked through one by
   * one; what is not is rare, and the index of words has it. So neither depends on what the planner believes of a word.
   *
   * @param connection a transaction, which is told how to read
   * @param words what has to be there, and of that what the index is asked for, in PostgreSQL's own notation
   * @returns their row ids
   */
  static async find(
    connection: TransactionOrKnex,
    userId: string,
    { all, rare, limit }: { readonly all: string; readonly rare: string; readonly limit: number },
  ): Promise<string[]> {
    const own = () => MessageText.query(connection).modify('ownedBy', userId);
    const newest = own().orderBy('messageId', 'desc').limit(NEWEST).select('messageId', 'words').as('messageTexts');
    const found = await MessageText.query(connection)
      .from(newest)
      .whereRaw('words @@ ?::tsquery', [all])
      .orderBy('messageId', 'desc')
      .limit(limit)
      .select('messageId');
    const hasMore =
      found.length < limit &&
      (await own().select('messageId').orderBy('messageId', 'desc').offset(NEWEST).first()) !== undefined;
    if (!hasMore) return found.map(({ messageId }) => messageId);
    // Of a word that is only begun the planner believes that the index has far too much.
    await connection.raw('set local enable_seqscan = off');
    const rest = await MessageText.query(connection)
      .withMaterialized(
        'indexed',
        MessageText.query().whereRaw('words @@ ?::tsquery', [`':${userId.replaceAll("'", "''")}' & ${rare}`]),
      )
      .from('indexed as messageTexts')
      .modify('ownedBy', userId)
      .whereRaw('words @@ ?::tsquery', [all])
      .orderBy('messageId', 'desc')
      .limit(limit)
      .select('messageId');
    return rest.map(({ messageId }) => messageId);
  }
}

/** Looking through them takes milliseconds, also where they lie between those of others. */
const NEWEST = 2_000;
