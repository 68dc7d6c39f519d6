import { Model, type QueryBuilder } from 'objection';
import { AppError } from '../errors.ts';

/** A file of a user's; its bytes are null until they have arrived. */
export class Attachment extends Model {
  static override tableName = 'attachments';
  static override modifiers = {
    ownedBy(query: QueryBuilder<Attachment>, userId: string): void {
      query.where('attachments.userId', userId);
    },
    /** Everything but the bytes. */
    withoutBytes(query: QueryBuilder<Attachment>): void {
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
}
