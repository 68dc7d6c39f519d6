import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SECURITY_EVENTS, SECURITY_OUTCOMES } from './ground/security-log.ts';
import { allTools } from './mcp/all-tools.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Where the paths of a document may begin; decisions keep the paths of their day. */
const BEGINNINGS = ['', 'server', 'desktop', 'desktop/main'];

const DOCUMENTS = ['architecture', 'api', 'desktop', 'benchmark', 'security'].map((name) => `docs/${name}.md`);

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

test.each(['README.md', 'CONTRIBUTING.md', ...DOCUMENTS])('%s names files and folders that are there', (document) => {
  const named = [...read(document).matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.(?:tsx?|md|yml|json))`|`((?:[\w-]+\/)+)`/g)]
    .map(([, file = '', folder = '']) => file + folder)
    .filter((path) => !/^(?:release|out)\//.test(path));
  expect(named.filter((path) => !BEGINNINGS.some((from) => existsSync(join(ROOT, from, path))))).toEqual([]);
});

test('docs/architecture.md has every table of the database', () => {
  const created = readdirSync(join(ROOT, 'migrations')).flatMap((file) =>
    [...read(join('migrations', file)).matchAll(/createTable\('(\w+)'/g)].map(([, table]) => table ?? ''),
  );
  const rows = read('docs/architecture.md').match(/^\| (?!table |---).*? \|/gm) ?? [];
  const described = rows.flatMap((row) => [...row.matchAll(/`(\w+)`/g)].map(([, table]) => table ?? ''));
  expect(described.toSorted()).toEqual(created.toSorted());
});

test('docs/api.md names every tool', () => {
  const text = read('docs/api.md');
  expect(allTools.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});

test('docs/security.md says what each event is, and how it can end', () => {
  const text = read('docs/security.md');
  expect([...SECURITY_EVENTS, ...SECURITY_OUTCOMES].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
