import { createHash } from 'node:crypto';

/** In the order of their character codes, so that ids sort as they were made. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** What the strictest endpoint (Mistral) takes. */
const ACCEPTED = /^[0-9A-Za-z]{9}$/;

/**
 * The id of a call of the running turn: the same when the turn is run again, and another in every other turn.
 *
 * @param messageId row id of the user's message that started the turn
 */
export function makeCallId(messageId: string, round: number, position: number): string {
  return digits(BigInt(messageId), 6) + digits(BigInt(round), 1) + digits(BigInt(position), 2);
}

/** An id as every endpoint takes it: itself if it is one, else one that is always made of the same names. */
export function acceptedCallId(id: string, ...context: string[]): string {
  if (ACCEPTED.test(id)) return id;
  const hash = createHash('sha256').update(JSON.stringify([id, ...context]));
  return digits(BigInt(`0x${hash.digest('hex')}`), 9);
}

function digits(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = `${DIGITS[Number(rest % 62n)]}${text}`;
  return text;
}
