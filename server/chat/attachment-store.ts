import type { Attachment as WireAttachment } from '../chatkit/attachment.ts';
import { ChatKitError } from '../chatkit/chatkit-error.ts';
import type { Knex } from '../database/database.ts';
import { Attachment } from '../models/attachment.ts';

/** Attachments of users: their records here, their bytes in the same rows. */
export class AttachmentStore {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /** Updates the record that was made when its upload was allowed. */
  async save(attachment: WireAttachment, userId: string): Promise<void> {
    const { id, name, mime_type: mimeType } = attachment;
    await Attachment.query(this.#database)
      .modify('ownedBy', userId)
      .where({ id })
      .patch({ name, mimeType, ...(attachment.thread_id && { conversationId: attachment.thread_id }) })
      .throwIfNotFound();
  }

  async load(id: string, userId: string): Promise<WireAttachment> {
    const row = await Attachment.query(this.#database)
      .modify('ownedBy', userId)
      .modify('withoutBytes')
      .findById(id)
      .throwIfNotFound();
    return toWireAttachment(row);
  }

  /**
   * The attachments of a message about to be stored, in the order given.
   * @throws ChatKitError when one is missing, somebody else's, in another conversation, or not uploaded yet.
   */
  async loadAll(ids: string[], conversationId: string, userId: string): Promise<WireAttachment[]> {
    const rows = await Attachment.query(this.#database).modify('ownedBy', userId).modify('withoutBytes').findByIds(ids);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = byId.get(id);
      if (!row || (row.conversationId !== null && row.conversationId !== conversationId)) {
        throw new ChatKitError('not_found', 'An attachment of this message does not exist.');
      }
      if (!row.uploadedAt) throw new ChatKitError('conflict', `"${row.name}" has not been uploaded yet.`);
      return { ...toWireAttachment(row), thread_id: conversationId };
    });
  }

  async delete(id: string, userId: string): Promise<void> {
    await Attachment.query(this.#database).modify('ownedBy', userId).where({ id }).delete();
  }
}

/** What ChatKit knows of an attachment. The address of a preview is signed anew whenever it is sent. */
export function toWireAttachment(row: Attachment): WireAttachment {
  const base = {
    id: row.id,
    name: row.name,
    mime_type: row.mimeType,
    ...(row.conversationId !== null && { thread_id: row.conversationId }),
  };
  return row.mimeType.startsWith('image/') ? { ...base, type: 'image', preview_url: '' } : { ...base, type: 'file' };
}
