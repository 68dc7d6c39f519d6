import { Model, raw, type QueryBuilder, type TransactionOrKnex } from 'objection';
import { AppError } from '../ground/errors.ts';

/** A file of a user's; its bytes are null until they have arrived. */
export class AttachmentRow extends Model {
  static override tableName = 'attachments';
  static override modifiers = {
    ownedBy(query: QueryBuilder<AttachmentRow>, userId: string): void {
      query.where('attachments.userId', userId);
    },
    withoutBytes(query: QueryBuilder<AttachmentRow>): void {
      query.select('id', 'userId', 'conversationId', 'name', 'mimeType', 'size', 'uploadedAt', 'createdAt');
    },
  };

  declare id: string;
  declare userId: string;
  declare conversationId: string | null;
  declare name: string;
  declare mimeType: string;
  /** In bytes; PostgreSQL's bigint comes as text. */
  declare size: string;
  declare bytes: Buffer | null;
  declare uploadedAt: Date | null;
  declare createdAt: Date;

  /** A missing attachment and somebody else's attachment are the same answer. */
  static override createNotFoundError(): Error {
    return new AppError('not_found', 'This attachment does not exist.');
  }

  /** @returns the attachment without its bytes; throws `not_found`. */
  static findOwned(connection: TransactionOrKnex, userId: string, id: string): Promise<AttachmentRow> {
    return AttachmentRow.query(connection)
      .modify('ownedBy', userId)
      .modify('withoutBytes')
      .findById(id)
      .throwIfNotFound()
      .execute();
  }

  /** @returns those of the attachments that exist, without their bytes. */
  static findAllOwned(connection: TransactionOrKnex, userId: string, ids: string[]): Promise<AttachmentRow[]> {
    return AttachmentRow.query(connection).modify('ownedBy', userId).modify('withoutBytes').findByIds(ids).execute();
  }

  /** @returns the attachment with its bytes; throws `not_found`, also before they have arrived. */
  static findOwnedWithBytes(connection: TransactionOrKnex, userId: string, id: string): Promise<AttachmentRow> {
    return AttachmentRow.query(connection)
      .modify('ownedBy', userId)
      .whereNotNull('bytes')
      .findById(id)
      .throwIfNotFound()
      .execute();
  }

  /**
   * Locks the user's quota until the transaction ends and drops what was never sent within a day.
   *
   * @returns how many bytes the user's attachments take.
   */
  static async countBytes(transaction: TransactionOrKnex, userId: string): Promise<number> {
    await transaction('users').where({ id: userId }).forUpdate().select('id');
    await AttachmentRow.query(transaction)
      .modify('ownedBy', userId)
      .whereNull('conversationId')
      .where('createdAt', '<', raw("now() - interval '1 day'"))
      .delete();
    const row = await AttachmentRow.query(transaction).modify('ownedBy', userId).sum('size as size').first();
    return Number(row?.size ?? 0);
  }

  /** Stores the bytes unless there are some. @returns whether they were stored. */
  static async writeOnce(connection: TransactionOrKnex, userId: string, id: string, bytes: Buffer): Promise<boolean> {
    const count = await AttachmentRow.query(connection)
      .modify('ownedBy', userId)
      .where({ id })
      .whereNull('bytes')
      .patch({ bytes, size: String(bytes.byteLength), uploadedAt: new Date() });
    return count === 1;
  }

  /** Deletes the attachment; a missing one is no error. */
  static async deleteOwned(connection: TransactionOrKnex, userId: string, id: string): Promise<void> {
    await AttachmentRow.query(connection).modify('ownedBy', userId).where({ id }).delete();
  }
}
