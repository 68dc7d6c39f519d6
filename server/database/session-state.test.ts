import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Behind a transaction pooler the next statement may run on another connection: what these leave behind is lost, or somebody else's. */
const SESSION_STATE: Record<string, RegExp> = {
  'SET without LOCAL': /[`'"]\s*set\s+(?:session\b|(?!local\b)[a-z_.]+\s*(?:=|to\b))/i,
  'RESET or DISCARD': /[`'"]\s*(?:reset|discard)\s+[a-z_]+\s*[;`'"]/i,
  'LISTEN or NOTIFY': /[`'"]\s*(?:un)?(?:listen|notify)\s+[a-z_"]+\s*[,;`'"]/i,
  'a lock that outlives its transaction': /\bpg_(?:try_)?advisory_lock/i,
  'a temporary table': /\bcreate\s+(?:local\s+|global\s+)?temp(?:orary)?\s+/i,
  'PREPARE in SQL': /[`'"]\s*prepare\s+\w+(?:\s*\(|\s+as\b)/i,
  'a cursor WITH HOLD': /\bwith\s+hold\b/i,
  'a setting for the whole session': /\bset_config\([^)]*,\s*false\s*\)/i,
};

function sources(): string[] {
  const folders = ['server', 'migrations'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  return [...folders, 'knexfile.ts'].filter(
    (file) =>
      file.endsWith('.ts') &&
      !file.endsWith('.test.ts') &&
      !/[\\/](?:testing|conformance|dates|offline-model)[\\/]/.test(file),
  );
}

test.each(Object.entries(SESSION_STATE))('uses no state of a database session: %s', (_what, pattern) => {
  expect(sources().filter((file) => pattern.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
});

test.each([
  ['SET without LOCAL', "raw('set statement_timeout = 5')"],
  ['SET without LOCAL', "raw('SET search_path TO x')"],
  ['LISTEN or NOTIFY', "raw('listen tasks_changed')"],
  ['a lock that outlives its transaction', "raw('select pg_advisory_lock(1)')"],
  ['a temporary table', "raw('create temp table t (id int)')"],
])('would notice %s', (what, source) => {
  expect(SESSION_STATE[what]?.test(source)).toBe(true);
});
