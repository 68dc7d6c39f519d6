import type { Knex } from './database.ts';
import { endWhenSilent } from './postgres-client.ts';

/**
 * Does work in one transaction that has a limit of its own, all of its statements together. Works through a transaction
 * pooler.
 *
 * @param signal ends the statement that is running when it aborts: nobody waits for its answer any more.
 */
export async function withinTime<T>(
  database: Knex,
  milliseconds: number,
  work: (transaction: Knex.Transaction) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  return database.transaction(async (transaction) => {
    const { client } = transaction;
    const connection = await client.acquireConnection();
    let cancelling: Promise<unknown> | undefined;
    const cancel = () => {
      cancelling = client.cancelQuery(connection).catch(() => undefined);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    const deadline = setTimeout(cancel, milliseconds);
    endWhenSilent(connection, milliseconds);
    try {
      await transaction.raw(`set local statement_timeout = ${Math.round(milliseconds)}`);
      signal?.throwIfAborted();
      return await work(transaction);
    } finally {
      signal?.removeEventListener('abort', cancel);
      clearTimeout(deadline);
      // The connection is somebody else's after this: what cancels must not reach it then.
      await cancelling;
      endWhenSilent(connection);
    }
  });
}
