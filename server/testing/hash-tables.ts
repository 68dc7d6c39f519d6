import type { Knex } from '../database/database.ts';

/**
 * How many rows every table has and a checksum of them: equal before and after what must change nothing. The table that
 * counts sign-ins counts whatever comes of them, and is left out.
 *
 * @param ignoredColumns are left out of the checksum, in snake case.
 */
export async function hashTables(database: Knex, ignoredColumns: string[] = []): Promise<Record<string, string>> {
  const { rows: tables } = await database.raw<{ rows: { name: string }[] }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'auth_rate_limits' order by 1",
  );
  const hashes = tables.map(
    ({ name }) => `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(line, ',' order by line)), '')
      as hash from (select md5((to_jsonb(row) - ?::text[])::text) as line from "${name}" as row) as lines`,
  );
  const { rows } = await database.raw<{ rows: { name: string; hash: string }[] }>(
    hashes.join(' union all '),
    tables.map(() => ignoredColumns),
  );
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}
