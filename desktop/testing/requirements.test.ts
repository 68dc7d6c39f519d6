import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const EXPECTED = [
  ...numbered('E', 1, 95),
  ...numbered('D', 1, 18),
  ...numbered('A', 135, 162),
  ...numbered('F', 48, 52),
];

it('docs/desktop-requirements.md gives every requirement its lane, and names only tests that name it', async () => {
  const text = await readFile(`${root}docs/desktop-requirements.md`, 'utf8');
  const rows = [...text.matchAll(/^\| ([EDAF]-\d+) \| (.+?) \| (.+?) \| (.*) \|$/gm)];
  expect(rows.map(([, id]) => id)).toEqual(EXPECTED);
  for (const [, id = '', , lane, tests = ''] of rows) {
    const files = [...tests.matchAll(/`([\w./-]+\.(?:test|spec)\.ts)`/g)].map(([, file]) => file ?? '');
    expect(lane, id).toMatch(/^(?:[SUBKR](?:, [SUBKR])*|e2e|–)$/);
    for (const file of files) {
      const path = file.startsWith('desktop/') ? file : `desktop/${file}`;
      const source = await readFile(root + path, 'utf8');
      // A test of the pages covers what it covers under its own names.
      if (lane !== 'e2e') expect(source, `${id} in ${file}`).toContain(id);
    }
  }
});

function numbered(letter: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `${letter}-${String(first + index).padStart(2, '0')}`);
}
