import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, inject } from 'vitest';
import { openDatabase, type Knex } from '../database/database.ts';

/**
 * Makes a database of its own for the calling test file, a copy of the migrated template, binds the models to it
 * and drops it when the file is done.
 *
 * @returns the open database and its connection string.
 */
export async function createTestDatabase(): Promise<{ database: Knex; url: string }> {
  const template = inject('templateDatabaseUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runOn(template, `create database ${name} template parley strategy file_copy`);
  const url = template.replace('/parley?', `/${name}?`);
  // Fixtures are large, and no request of anybody's.
  const database = openDatabase(`${url}&statement_timeout=60000`, 10);
  afterAll(async () => {
    await database.destroy();
    await runOn(template, `drop database if exists ${name} with (force)`);
  });
  return { database, url };
}

/** The maintenance database: `create database … template` needs a template that nobody is connected to. */
async function runOn(template: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: template.replace('/parley?', '/postgres?') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
