/** Where and how the client sends the bytes of a two-phase upload. */
interface UploadDescriptor {
  url: string;
  method: 'POST' | 'PUT';
  headers: Record<string, string>;
}

interface AttachmentBase {
  id: string;
  name: string;
  mime_type: string;
  /** Absent once the bytes have arrived. */
  upload_descriptor?: UploadDescriptor;
  /** Set when the message that carries it is stored. */
  thread_id?: string;
  /** Private to the server: never sent. */
  metadata?: Record<string, unknown>;
}

/** A file of the user's that is shown by name. */
interface FileAttachment extends AttachmentBase {
  type: 'file';
}

/** A picture of the user's that is shown as one. */
interface ImageAttachment extends AttachmentBase {
  type: 'image';
  preview_url: string;
}

/** What a user can add to a message; the bytes travel apart from it. */
export type Attachment = FileAttachment | ImageAttachment;
