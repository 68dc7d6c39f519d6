import { ChatKitError } from '../protocol/chatkit-error.ts';
import { baseMediaType } from '../protocol/media-type.ts';

/** The bytes of one upload; name and type only when the form said them. */
export interface UploadedFile {
  bytes: Uint8Array;
  name?: string;
  mediaType?: string;
}

/** What the boundaries and headers of a form may take besides the file. */
const FORM_OVERHEAD = 16 * 1024;
/** A form has the file and perhaps a field or two; each part takes time to read, however small. */
const MOST_PARTS = 10;

/**
 * Reads the body of an upload: raw bytes, or a multipart form with the bytes in the field `file`.
 * @throws ChatKitError `too_large` as soon as there are more bytes than allowed, `invalid_request` for a broken form.
 */
export async function readUpload(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  maxBytes: number,
): Promise<UploadedFile> {
  if (baseMediaType(contentType) !== 'multipart/form-data') return { bytes: await readBytes(body, maxBytes) };
  const bytes = await readBytes(body, maxBytes + FORM_OVERHEAD);
  if (hasManyParts(bytes, contentType)) throw new ChatKitError('invalid_request', 'The form has too many parts.');
  const form = await parseForm(bytes, contentType);
  const file = form.get('file');
  if (!(file instanceof File)) throw new ChatKitError('invalid_request', 'The upload has no field "file".');
  if (file.size > maxBytes) throw tooLarge(maxBytes);
  return { bytes: new Uint8Array(await file.arrayBuffer()), name: file.name, mediaType: baseMediaType(file.type) };
}

async function readBytes(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function hasManyParts(bytes: Uint8Array<ArrayBuffer>, contentType: string): boolean {
  const boundary = /boundary=(?:"([^"]*)"|([^;\s]*))/iu.exec(contentType);
  const mark = `--${boundary?.[1] ?? boundary?.[2] ?? ''}`;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = -1;
  // The last mark ends the form.
  for (let marks = 0; marks <= MOST_PARTS + 1; marks += 1) {
    at = text.indexOf(mark, at + 1);
    if (at === -1) return false;
  }
  return true;
}

async function parseForm(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'Content-Type': contentType } }).formData();
  } catch (error) {
    throw new ChatKitError('invalid_request', 'The upload is not a valid form.', { cause: error });
  }
}

function tooLarge(maxBytes: number): ChatKitError {
  return new ChatKitError('too_large', `The file is larger than the ${maxBytes} bytes that are allowed.`);
}
