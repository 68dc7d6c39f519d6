import { Readable } from 'node:stream';
import { onBehalfOf, type Knex } from '../../database/database.ts';
import type { Caller } from '../../ground/caller.ts';
import { AppError } from '../../ground/errors.ts';
import type { Logger } from '../../ground/logger.ts';
import { exportAccount } from './export-account.ts';
import { LEASE_SECONDS, takeExportLease } from './export-lease.ts';

const RENEWED_MS = (LEASE_SECONDS * 1_000) / 3;

/**
 * Begins the export of an account, the only one of it. It ends with the request's signal, and when nobody reads it.
 *
 * @throws AppError `rate_limited` while another export of the account runs; `not_found` when it is gone.
 */
export async function startExport(
  database: Knex,
  caller: Pick<Caller, 'userId' | 'signal'>,
  logger: Logger,
): Promise<Readable> {
  const lease = await takeExportLease(database, caller.userId);
  const [user] = await database('users')
    .where({ id: caller.userId })
    .select('id', 'name', 'email', 'timeZone', 'locale', 'theme', 'createdAt');
  if (!user) throw new AppError('not_found', 'This account does not exist any more.');
  let renewedAt = Date.now();
  const beforePage = async () => {
    if (Date.now() - renewedAt < RENEWED_MS) return;
    renewedAt = Date.now();
    await lease.renew();
  };
  const stalled = new AbortController();
  const pieces = unlessStalled(exportAccount(database, caller, { user, beforePage }), () => stalled.abort());
  const stream = Readable.from(pieces, {
    objectMode: false,
    signal: AbortSignal.any([caller.signal, stalled.signal]),
  });
  return stream.once('close', () => {
    // Whatever has become of the request by then.
    onBehalfOf(database, { userId: caller.userId }, () => lease.release()).catch((error: unknown) =>
      logger.warn({ error }, 'the end of an export could not be kept'),
    );
  });
}

/** A reader that takes nothing for as long as the lease lasts is gone, whatever its connection says. */
async function* unlessStalled(pieces: AsyncIterable<string>, giveUp: () => void): AsyncGenerator<string> {
  for await (const piece of pieces) {
    const timer = setTimeout(giveUp, LEASE_SECONDS * 1_000);
    try {
      yield piece;
    } finally {
      clearTimeout(timer);
    }
  }
}
