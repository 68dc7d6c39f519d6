import { PLAIN_MARKS, quoteText } from '../../ground/quote-text.ts';
import type { Attachment } from '../../chatkit/protocol/attachment.ts';
import type { AttachmentStorage, StoredFile } from '../../chatkit/attachments/attachment-service.ts';
import { ChatKitError } from '../../chatkit/protocol/chatkit-error.ts';
import type { Knex } from '../../database/database.ts';
import { AttachmentRow } from '../../models/attachment-row.ts';

/** Attachments of users in PostgreSQL, their bytes in the same rows: one backup, one deletion, any instance serves them. */
export class AttachmentStore implements AttachmentStorage {
  readonly #database: Knex;

  constructor(database: Knex) {
    this.#database = database;
  }

  /** Also drops what the owner announced or uploaded a day ago and never sent. */
  async reserve({ id, owner, name, mimeType, size }: StoredFile, quotaBytes: number): Promise<void> {
    await this.#database.transaction(async (transaction) => {
      const used = await AttachmentRow.countBytes(transaction, owner);
      if (used + size > quotaBytes) {
        throw new ChatKitError('too_large', 'Your files take all the room there is for them. Delete some first.');
      }
      await AttachmentRow.query(transaction).insert({ id, userId: owner, name, mimeType, size: String(size) });
    });
  }

  async find(id: string, owner: string): Promise<StoredFile & { hasBytes: boolean }> {
    const row = await AttachmentRow.findOwned(this.#database, owner, id);
    return { ...toStoredFile(row), hasBytes: row.uploadedAt !== null };
  }

  async write(id: string, owner: string, bytes: Uint8Array): Promise<void> {
    const isWritten = await AttachmentRow.writeOnce(this.#database, owner, id, Buffer.from(bytes));
    if (!isWritten) throw new ChatKitError('conflict', 'This file has been uploaded already, or deleted.');
  }

  async read(id: string, owner: string): Promise<{ file: StoredFile; bytes: Uint8Array }> {
    const row = await AttachmentRow.findOwnedWithBytes(this.#database, owner, id);
    return { file: toStoredFile(row), bytes: row.bytes ?? Buffer.alloc(0) };
  }

  async delete(id: string, owner: string): Promise<void> {
    await AttachmentRow.findOwned(this.#database, owner, id);
    await AttachmentRow.deleteOwned(this.#database, owner, id);
  }

  /** The record was made when the upload was allowed: there is nothing more to keep, but it must be there. */
  async save({ id }: Attachment, userId: string): Promise<void> {
    await AttachmentRow.findOwned(this.#database, userId, id);
  }

  async load(id: string, userId: string): Promise<Attachment> {
    return toWireAttachment(await AttachmentRow.findOwned(this.#database, userId, id));
  }

  /**
   * The attachments of a message about to be stored, in the order given.
   * @throws ChatKitError when one is missing, somebody else's, in another conversation, or not uploaded yet.
   */
  async loadAll(ids: string[], conversationId: string, userId: string): Promise<Attachment[]> {
    const rows = await AttachmentRow.findAllOwned(this.#database, userId, ids);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = byId.get(id);
      if (!row || (row.conversationId !== null && row.conversationId !== conversationId)) {
        throw new ChatKitError('not_found', 'An attachment of this message does not exist.');
      }
      if (!row.uploadedAt)
        throw new ChatKitError('conflict', `${quoteText(row.name, PLAIN_MARKS)} has not been uploaded yet.`);
      return { ...toWireAttachment(row), thread_id: conversationId };
    });
  }

  /** Deletes the record and the bytes; deleting twice is no error. */
  async deleteRecord(id: string, userId: string): Promise<void> {
    await AttachmentRow.deleteOwned(this.#database, userId, id);
  }
}

function toStoredFile({ id, userId, name, mimeType, size }: AttachmentRow): StoredFile {
  return { id, owner: userId, name, mimeType, size: Number(size) };
}

/** The address of a preview is signed anew whenever it is sent. */
function toWireAttachment({ id, name, mimeType, conversationId }: AttachmentRow): Attachment {
  const base = { id, name, mime_type: mimeType, ...(conversationId !== null && { thread_id: conversationId }) };
  return mimeType.startsWith('image/') ? { ...base, type: 'image', preview_url: '' } : { ...base, type: 'file' };
}
