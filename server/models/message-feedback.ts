import { Model } from 'objection';

/** What a user thinks of a message. */
export class MessageFeedback extends Model {
  static override tableName = 'messageFeedback';
  static override idColumn = ['userId', 'itemId'];

  declare userId: string;
  declare itemId: string;
  declare kind: 'positive' | 'negative';
  declare createdAt: Date;
}
