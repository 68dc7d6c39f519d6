import type { Knex } from '../../database/database.ts';
import { AppError } from '../../ground/errors.ts';

/** So long another export waits for one whose instance has died, or whose reader reads nothing. */
export const LEASE_SECONDS = 30;
const RETRY_SECONDS = 10;

/** The right to export an account: one at a time, on whichever instance. */
export interface ExportLease {
  /** @throws AppError `conflict` when it has run out and another export has begun. */
  renew(): Promise<void>;
  release(): Promise<void>;
}

/** @throws AppError `rate_limited` while an export of the account runs; `not_found` when it is gone. */
export async function takeExportLease(database: Knex, userId: string): Promise<ExportLease> {
  const exportId = crypto.randomUUID();
  const until = database.raw("now() + ? * interval '1 second'", [LEASE_SECONDS]);
  const taken = await database('users')
    .where({ id: userId })
    .where((free) => free.whereNull('exportUntil').orWhere('exportUntil', '<', database.fn.now()))
    .update({ exportId, exportUntil: until });
  if (taken === 0) throw await explainRefusal(database, userId);
  const held = () => database('users').where({ id: userId, exportId });
  return {
    renew: async () => {
      if ((await held().update({ exportUntil: until })) === 0)
        throw new AppError('conflict', 'Another export of this account has begun.');
    },
    release: async () => {
      await held().update({ exportId: null, exportUntil: null });
    },
  };
}

async function explainRefusal(database: Knex, userId: string): Promise<AppError> {
  const user = await database('users').where({ id: userId }).first('id');
  if (!user) return new AppError('not_found', 'This account does not exist any more.');
  return new AppError(
    'rate_limited',
    'Your data is being exported already. Please wait until that is finished, or try again in a minute.',
    { retryAfter: RETRY_SECONDS },
  );
}
