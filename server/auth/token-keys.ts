import { createPublicKey, type KeyObject } from 'node:crypto';
import { toDatabaseError } from '../database/database-errors.ts';
import { AppError } from '../ground/errors.ts';
import type { Auth } from './auth.ts';

/** A token may name a key that another instance made; asking for it again is bounded, whatever tokens name. */
const REFETCH_INTERVAL_MS = 60_000;

/**
 * The public keys our tokens are signed with by key id, read from our own key set and kept, parsed.
 *
 * @returns a function that finds the key of an id, or undefined; it throws AppError `database_unavailable` when
 * the keys cannot be read.
 */
export function tokenKeys(auth: Auth): (keyId: unknown) => Promise<KeyObject | undefined> {
  let keys = new Map<unknown, KeyObject>();
  let loading: Promise<void> | undefined;
  let refetchedAt = -Infinity;

  async function load(): Promise<void> {
    try {
      const set = await auth.api.getJwks();
      keys = new Map(set.keys.map((jwk) => [jwk.kid, createPublicKey({ key: { ...jwk }, format: 'jwk' })]));
    } catch (error) {
      const known = toDatabaseError(error);
      if (known instanceof AppError) throw known;
      // Whatever it is, the token may be good: a 401 would sign everybody out.
      throw new AppError(
        'database_unavailable',
        'Parley cannot read its keys right now. Please try again in a moment.',
        {
          cause: error,
          retryAfter: 2,
        },
      );
    } finally {
      loading = undefined;
    }
  }

  return async (keyId) => {
    if (typeof keyId !== 'string') return undefined;
    if (keys.size === 0) await (loading ??= load());
    else if (!keys.has(keyId) && performance.now() - refetchedAt > REFETCH_INTERVAL_MS) {
      refetchedAt = performance.now();
      await (loading ??= load());
    }
    return keys.get(keyId);
  };
}
