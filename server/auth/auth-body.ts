import { Readable } from 'node:stream';
import type { Context } from 'koa';
import { parseForeignJson, walk } from '../ground/admit-text.ts';
import { AppError } from '../ground/errors.ts';
import { LONGEST_PASSWORD } from './auth.ts';
import { LONGEST_IMAGE, LONGEST_NAME } from './limit-profile.ts';

const MAX_BODY_BYTES = 64 * 1024;
/** The longest that each field may be, in characters. Better Auth reads, folds and hashes some before it measures them. */
const LONGEST: ReadonlyMap<string, number> = new Map([
  ['email', 254],
  ['name', LONGEST_NAME],
  ['image', LONGEST_IMAGE],
  ...['password', 'newPassword', 'currentPassword'].map((name) => [name, LONGEST_PASSWORD] as const),
]);
const LONGEST_OTHER = 4_096;

/** Why a body is refused, in Better Auth's codes, which its clients have words for. */
export interface BodyRefusal {
  code: string;
  message: string;
  /** 400 when it is not said. */
  status?: number;
  /** Seconds after which the same would be let through. */
  retryAfter?: number | undefined;
}

/**
 * Reads the body of a request to Better Auth; none is an empty object.
 *
 * @throws AppError `too_large`, `unsupported_media_type` or `invalid_request`.
 */
export async function readAuthBody(ctx: Context): Promise<Record<string, unknown>> {
  const text = await readText(ctx);
  if (text === '') return {};
  if (!ctx.is('json'))
    throw new AppError('unsupported_media_type', 'Please send JSON (Content-Type: application/json).');
  const body = parseForeignJson(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new AppError('invalid_request', 'The body must be a JSON object.');
  return { ...body };
}

/** Says which field of a body is longer than anything it could be. */
export function findRefusal(body: Record<string, unknown>): BodyRefusal | undefined {
  let longest: string | undefined;
  walk(body, (text, name) => {
    if (text.length > (LONGEST.get(name) ?? LONGEST_OTHER)) longest = name;
  });
  if (longest === undefined) return undefined;
  if (/password/i.test(longest)) return { code: 'PASSWORD_TOO_LONG', message: 'Password too long' };
  return { code: 'invalid_request', message: `The ${LONGEST.has(longest) ? longest : 'text'} is too long.` };
}

async function readText(ctx: Context): Promise<string> {
  const tooLarge = new AppError('too_large', 'That is more than Parley accepts here.');
  if (Number(ctx.get('Content-Length') || 0) > MAX_BODY_BYTES) throw tooLarge;
  let size = 0;
  const chunks: Buffer[] = [];
  for await (const chunk of Readable.from(ctx.req)) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw tooLarge;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
