import type { ComposerOption } from '@openai/chatkit';

/** What the host allows to be attached. */
export type AttachmentRules = NonNullable<ComposerOption['attachments']>;

/** Why a file may not be attached. */
export type AttachmentViolation =
  | { reason: 'size'; limit: number }
  | { reason: 'type' }
  | { reason: 'count'; limit: number };

/**
 * Checks a file before anything is sent.
 *
 * @param attached how many files the message has already.
 * @returns the first rule it breaks, or null.
 */
export function findViolation(
  rules: AttachmentRules,
  file: { name: string; type: string; size: number },
  attached: number,
): AttachmentViolation | null {
  const maxCount = rules.maxCount ?? DEFAULT_COUNT;
  if (attached >= maxCount) return { reason: 'count', limit: maxCount };
  if (!isAccepted(rules.accept, file)) return { reason: 'type' };
  const limit = sizeLimitOf(rules.maxSize, file.type);
  return file.size > limit ? { reason: 'size', limit } : null;
}

/** The limit in bytes for a MIME type: the longest matching pattern, then `*` or an empty key, then 100 MiB. */
export function sizeLimitOf(maxSize: AttachmentRules['maxSize'], mimeType: string): number {
  if (maxSize === undefined) return DEFAULT_SIZE;
  if (typeof maxSize === 'number') return maxSize;
  const patterns = Object.keys(maxSize).filter((pattern) => pattern !== '*' && pattern !== '');
  const best = patterns
    .filter((pattern) => matchesMime(pattern, mimeType))
    .toSorted((left, right) => right.length - left.length)[0];
  return (best === undefined ? undefined : maxSize[best]) ?? maxSize['*'] ?? maxSize[''] ?? DEFAULT_SIZE;
}

/** The value of the file picker's `accept` attribute. */
export function pickerAcceptOf(accept: AttachmentRules['accept']): string | undefined {
  if (!accept) return undefined;
  return [...Object.keys(accept), ...Object.values(accept).flat()].join(',');
}

const DEFAULT_COUNT = 10;
const DEFAULT_SIZE = 100 * 1024 * 1024;

function isAccepted(accept: AttachmentRules['accept'], file: { name: string; type: string }): boolean {
  if (!accept || Object.keys(accept).length === 0) return true;
  const name = file.name.toLowerCase();
  return Object.entries(accept).some(
    ([pattern, extensions]) =>
      matchesMime(pattern, file.type) || extensions.some((extension) => name.endsWith(extension.toLowerCase())),
  );
}

function matchesMime(pattern: string, mimeType: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = mimeType.toLowerCase().split(';')[0]?.trim() ?? '';
  if (wanted === '*/*') return true;
  return wanted.endsWith('/*') ? given.startsWith(wanted.slice(0, -1)) : given === wanted;
}
