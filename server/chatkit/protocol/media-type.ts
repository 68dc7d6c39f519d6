/** What users may attach unless the host says otherwise. */
export const DEFAULT_MEDIA_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
  'text/markdown',
  'text/csv',
  'application/json',
] as const;

const SIGNATURES: readonly { mediaType: string; matches: (bytes: Buffer) => boolean }[] = [
  { mediaType: 'image/png', matches: (bytes) => startsWith(bytes, '\x89PNG\r\n\x1a\n') },
  { mediaType: 'image/jpeg', matches: (bytes) => startsWith(bytes, '\xff\xd8\xff') },
  { mediaType: 'image/gif', matches: (bytes) => startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a') },
  {
    mediaType: 'image/webp',
    matches: (bytes) => startsWith(bytes, 'RIFF') && bytes.toString('latin1', 8, 12) === 'WEBP',
  },
  { mediaType: 'application/pdf', matches: (bytes) => startsWith(bytes, '%PDF-') },
];

/** The part of a media type before its parameters, in lower case. */
export function baseMediaType(mediaType: string): string {
  return (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** True when the content is of the declared type: by its first bytes, or as text without binary in it. */
export function isOfMediaType(content: Uint8Array, mediaType: string): boolean {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const detected = SIGNATURES.find((signature) => signature.matches(bytes));
  if (detected) return detected.mediaType === mediaType;
  return isTextType(mediaType) && isText(bytes);
}

/** True for types whose content is text. */
function isTextType(mediaType: string): boolean {
  return mediaType.startsWith('text/') || mediaType === 'application/json';
}

function startsWith(bytes: Buffer, signature: string): boolean {
  return bytes.toString('latin1', 0, signature.length) === signature;
}

function isText(bytes: Buffer): boolean {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
