import { randomUUID } from 'node:crypto';
import type { Knex } from '../database/database.ts';

/** Inserts a user as sign-up would leave it, without a password. @returns its id. */
export async function insertUser(
  database: Knex,
  values: { id?: string; name?: string; email?: string; timeZone?: string } = {},
): Promise<string> {
  const id = values.id ?? randomUUID();
  await database('users').insert({
    id,
    name: values.name ?? 'Alice',
    email: values.email ?? `${id}@example.com`,
    timeZone: values.timeZone ?? null,
  });
  return id;
}
