import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOTS = ['../renderer', '../chatkit-element'].map((each) => fileURLToPath(new URL(each, import.meta.url)));

it('D-03 E-11 the pages name their own origin nowhere, and have no webview', async () => {
  const files = (
    await Promise.all(
      ROOTS.map(async (root) =>
        (await readdir(root, { recursive: true })).map((file) => path.join(root, file)).filter(isShipped),
      ),
    )
  ).flat();
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) {
    const source = await readFile(file, 'utf8');
    expect(source, file).not.toMatch(/parley:\/\/app/);
    expect(source, file).not.toMatch(/<webview|createElement\(['"]webview/);
  }
});

function isShipped(file: string): boolean {
  return /\.(?:ts|tsx|html|css)$/.test(file) && !/\.test\.tsx?$|[\\/]testing[\\/]/.test(file);
}
