import type { Attachment } from '../protocol/attachment.ts';
import { ChatKitError } from '../protocol/chatkit-error.ts';
import type { AttachmentHandlers } from '../chatkit-handlers.ts';
import { createId } from '../protocol/item-id.ts';
import { baseMediaType, DEFAULT_MEDIA_TYPES, isOfMediaType } from '../protocol/media-type.ts';
import { readUpload, type FileUpload } from './read-upload.ts';
import { isSignedAddress, signAddress, type AddressPurpose } from './signed-address.ts';

/** One attachment's place in a storage. */
export interface StoredFile {
  id: string;
  owner: string;
  name: string;
  mimeType: string;
  /** In bytes. */
  size: number;
}

/** Where the bytes are kept. Every operation is bound to the owner; what is missing and somebody else's is `not_found`. */
export interface AttachmentStorage {
  /**
   * Makes room for a file.
   * @throws ChatKitError `too_large` when the owner's files would take more than `quotaBytes`.
   */
  reserve(file: StoredFile, quotaBytes: number): Promise<void>;
  find(id: string, owner: string): Promise<StoredFile & { hasBytes: boolean }>;
  /** Stores the bytes of a reserved file, once: `conflict` when it has some. The attachment has no upload address from then on. */
  write(id: string, owner: string, bytes: Uint8Array): Promise<void>;
  read(id: string, owner: string): Promise<{ file: StoredFile; bytes: Uint8Array }>;
  delete(id: string, owner: string): Promise<void>;
}

export interface AttachmentOptions<C> {
  storage: AttachmentStorage;
  /** Signs upload and preview addresses. */
  secret: string;
  /**
   * The address of a file's bytes, where the host mounts `receive` (PUT, POST) and `serve` (GET). Absolute, unless the
   * host knows that who asks resolves it against the same server; who uploads to a signed address gives no caller.
   */
  address: (owner: string, id: string, caller: C | undefined) => string;
  owner: (caller: C) => string;
  /** Default 10 MB. */
  maxBytes?: number;
  /** For all files of one owner; default 200 MB. */
  quotaBytes?: number;
  /** Types that are taken, compared with the content; default pictures, PDF and text. */
  mediaTypes?: readonly string[];
  /** How long an upload address works; default 10 minutes. */
  uploadMilliseconds?: number;
  /** How long a preview address works; default 1 hour. */
  previewMilliseconds?: number;
}

/** A request for one file's bytes, as the host's route received it. */
export interface FileRequest {
  owner: string;
  id: string;
  query: URLSearchParams;
}

/**
 * Attachments from first announcement to bytes: the `handlers` go to `createChatKitServer`, the other three are mounted
 * by the host. `receive` and `serve` need no signed-in user, the address is the proof; `receiveDirect` needs one.
 */
export class AttachmentService<C> {
  readonly #options: AttachmentOptions<C>;
  readonly #maxBytes: number;
  readonly #mediaTypes: ReadonlySet<string>;
  readonly handlers: AttachmentHandlers<C>;

  constructor(options: AttachmentOptions<C>) {
    this.#options = options;
    this.#maxBytes = options.maxBytes ?? 10 * 1024 * 1024;
    this.#mediaTypes = new Set(options.mediaTypes ?? DEFAULT_MEDIA_TYPES);
    this.handlers = {
      create: (file, caller) => this.#announce(file, caller),
      delete: (id, caller) => options.storage.delete(id, options.owner(caller)),
      previewUrl: ({ id }, caller) => this.#previewUrl(options.owner(caller), id, caller),
    };
  }

  /** Takes the bytes of an announced file: PUT with raw bytes, or POST with a form. @returns the attachment. */
  async receive(request: FileRequest, upload: FileUpload): Promise<Attachment> {
    this.expectSigned(request, 'upload');
    const { storage } = this.#options;
    const { hasBytes, ...file } = await storage.find(request.id, request.owner);
    if (hasBytes) throw new ChatKitError('conflict', 'This file has been uploaded already.');
    const { bytes } = await readUpload(upload, Math.min(this.#maxBytes, file.size));
    this.#expectContent(bytes, file.mimeType);
    await storage.write(file.id, file.owner, bytes);
    return this.#toAttachment(file, undefined);
  }

  /** Takes a file in one step, for clients with the direct upload strategy. @returns the attachment. */
  async receiveDirect(upload: FileUpload, caller: C): Promise<Attachment> {
    const { storage, owner, quotaBytes = 200 * 1024 * 1024 } = this.#options;
    const {
      bytes,
      name = 'file',
      mediaType = baseMediaType(upload.contentType),
    } = await readUpload(upload, this.#maxBytes);
    this.#expectType(mediaType);
    this.#expectContent(bytes, mediaType);
    const file = toStoredFile({ name, mimeType: mediaType, size: bytes.byteLength }, owner(caller));
    await storage.reserve(file, quotaBytes);
    await storage.write(file.id, file.owner, bytes);
    return this.#toAttachment(file, caller);
  }

  /** The bytes of a file and the headers to send with them: nothing in it can run or be shown as a page. */
  async serve(request: FileRequest): Promise<{ headers: Record<string, string>; bytes: Uint8Array }> {
    this.expectSigned(request, 'preview');
    const { file, bytes } = await this.#options.storage.read(request.id, request.owner);
    const headers = {
      'Content-Type': file.mimeType,
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeFileName(file.name)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, max-age=3600, immutable',
    };
    return { headers, bytes };
  }

  /** @throws ChatKitError `not_found` for an address that is not ours, or not valid any more. */
  expectSigned({ owner, id, query }: FileRequest, purpose: AddressPurpose): void {
    if (isSignedAddress(query, { purpose, owner, id }, Date.now(), this.#options.secret)) return;
    throw new ChatKitError('not_found', 'This address is not valid, or not valid any more.');
  }

  async #announce(
    { name, size, mimeType }: { name: string; size: number; mimeType: string },
    caller: C,
  ): Promise<Attachment> {
    const owner = this.#options.owner(caller);
    const { storage, secret, address, quotaBytes = 200 * 1024 * 1024, uploadMilliseconds = 600_000 } = this.#options;
    const mediaType = baseMediaType(mimeType);
    this.#expectType(mediaType);
    if (size > this.#maxBytes) {
      throw new ChatKitError('too_large', `The file is larger than the ${this.#maxBytes} bytes that are allowed.`);
    }
    const file = toStoredFile({ name, mimeType: mediaType, size }, owner);
    await storage.reserve(file, quotaBytes);
    const claim = { purpose: 'upload', owner, id: file.id } as const;
    const url = signAddress(address(owner, file.id, caller), claim, Date.now() + uploadMilliseconds, secret);
    return {
      ...this.#toAttachment(file, caller),
      upload_descriptor: { url, method: 'PUT', headers: { 'Content-Type': mediaType } },
    };
  }

  #toAttachment({ id, owner, name, mimeType }: StoredFile, caller: C | undefined): Attachment {
    const base = { id, name, mime_type: mimeType };
    if (!mimeType.startsWith('image/')) return { ...base, type: 'file' };
    return { ...base, type: 'image', preview_url: this.#previewUrl(owner, id, caller) };
  }

  /** Addresses are the same for a while, so that a picture shown again comes from the client's cache. */
  #previewUrl(owner: string, id: string, caller: C | undefined): string {
    const { address, secret, previewMilliseconds = 3_600_000 } = this.#options;
    const step = previewMilliseconds / 2;
    const expiresAt = Math.ceil(Date.now() / step) * step + step;
    return signAddress(address(owner, id, caller), { purpose: 'preview', owner, id }, expiresAt, secret);
  }

  #expectType(mediaType: string): void {
    if (this.#mediaTypes.has(mediaType)) return;
    throw new ChatKitError('unsupported_media_type', 'Files of this type cannot be attached.');
  }

  #expectContent(bytes: Uint8Array, mediaType: string): void {
    if (isOfMediaType(bytes, mediaType)) return;
    throw new ChatKitError('unsupported_media_type', `The content of this file is not ${mediaType}.`);
  }
}

function toStoredFile(file: { name: string; mimeType: string; size: number }, owner: string): StoredFile {
  const name = file.name
    .replaceAll(/[\p{Cc}/\\]/gu, '_')
    .slice(0, 255)
    .toWellFormed();
  return { ...file, name, id: createId('atc'), owner };
}

function encodeFileName(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
