import { ChatKitError } from '../protocol/chatkit-error.ts';
import { baseMediaType } from '../protocol/media-type.ts';
import { findFile } from './parse-form.ts';

/** The bytes of one upload; name and type only when the form said them. */
export interface UploadedFile {
  bytes: Uint8Array;
  name?: string;
  mediaType?: string;
}

/** The body of an upload, as the host's route received it. */
export interface FileUpload {
  contentType: string;
  /** What the request says of the length of its body, in bytes. */
  size?: number | undefined;
  body: AsyncIterable<Uint8Array>;
}

/** What the boundaries and headers of a form may take besides the file. */
const FORM_OVERHEAD = 16 * 1024;

/**
 * Reads the body of an upload: raw bytes, or a multipart form with the bytes in the field `file`.
 * @throws ChatKitError `too_large` as soon as there are more bytes than allowed, `invalid_request` for a broken form.
 */
export async function readUpload({ body, contentType, size = 0 }: FileUpload, maxBytes: number): Promise<UploadedFile> {
  const isForm = baseMediaType(contentType) === 'multipart/form-data';
  // What says that it is too large is not read.
  if (size > maxBytes + (isForm ? FORM_OVERHEAD : 0)) throw tooLarge(maxBytes);
  if (!isForm) return { bytes: await readBytes(body, maxBytes) };
  const boundary = findBoundary(contentType);
  const file = findFile(await readBytes(body, maxBytes + FORM_OVERHEAD), boundary, 'file');
  if (file === undefined) throw new ChatKitError('invalid_request', 'The upload is not a form with a field "file".');
  if (file.bytes.byteLength > maxBytes) throw tooLarge(maxBytes);
  return { ...file, mediaType: baseMediaType(file.mediaType) };
}

async function readBytes(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** RFC 2046's letters of a boundary. */
const BOUNDARY = /;\s*boundary=(?:"([\w'()+,./:=? -]{1,70})"|([\w'+.-]{1,70}))(?=\s*(?:;|$))/giu;

/** What says two could be read in two ways. */
function findBoundary(contentType: string): string {
  const [found, ...others] = contentType.matchAll(BOUNDARY);
  const boundary = found?.[1] ?? found?.[2];
  if (boundary === undefined || others.length > 0)
    throw new ChatKitError('invalid_request', 'The upload is not a valid form.');
  return boundary;
}

function tooLarge(maxBytes: number): ChatKitError {
  return new ChatKitError('too_large', `The file is larger than the ${maxBytes} bytes that are allowed.`);
}
