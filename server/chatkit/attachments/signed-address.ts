import { createHmac, timingSafeEqual } from 'node:crypto';

/** What an address may be used for. */
export type AddressPurpose = 'upload' | 'preview';

/** What an address is bound to. */
export interface AddressClaim {
  purpose: AddressPurpose;
  owner: string;
  id: string;
}

/**
 * Adds to an address the right to use it until a moment, for one purpose, on one file of one owner. Upload addresses
 * and `<img>` sources cannot carry the user's token, so the address has to be the proof.
 */
export function signAddress(address: string, claim: AddressClaim, expiresAt: number, secret: string): string {
  const query = new URLSearchParams({
    purpose: claim.purpose,
    expires: String(expiresAt),
    signature: sign(claim, String(expiresAt), secret),
  });
  return `${address}?${query.toString()}`;
}

/** True when the query was made by `signAddress` for this claim and has not run out. */
export function isSignedAddress(query: URLSearchParams, claim: AddressClaim, now: number, secret: string): boolean {
  const expires = query.get('expires') ?? '';
  const given = Buffer.from(query.get('signature') ?? '', 'base64url');
  const expected = Buffer.from(sign(claim, expires, secret), 'base64url');
  return given.length === expected.length && timingSafeEqual(given, expected) && Number(expires) > now;
}

function sign({ purpose, owner, id }: AddressClaim, expires: string, secret: string): string {
  const claim = JSON.stringify([purpose, owner, id, expires]);
  return createHmac('sha256', secret).update(claim).digest('base64url');
}
