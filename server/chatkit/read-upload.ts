import { ChatKitError } from './chatkit-error.ts';
import { baseMediaType } from './media-type.ts';

/** The bytes of one upload; name and type only when the form said them. */
export interface UploadedFile {
  bytes: Uint8Array;
  name?: string;
  mediaType?: string;
}

/** What the boundaries and headers of a form may take besides the file. */
const FORM_OVERHEAD = 16 * 1024;

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
  const form = await parseForm(await readBytes(body, maxBytes + FORM_OVERHEAD), contentType);
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
