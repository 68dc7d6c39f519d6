import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { launchDesktop, sharedBrowser } from './launch-desktop.ts';

it('D-01 D-02 D-05 D-06 D-07 D-08 D-09 D-10 D-12 D-15 the double does what Parley relies on in Electron', async () => {
  const app = await launchDesktop({
    browser: await sharedBrowser(true),
    server: 'http://127.0.0.1:9',
    double: { hasLoopback: true },
    bundle: fileURLToPath(new URL('./contract.ts', import.meta.url)),
  });
  await app.exited;
  const lines = app.output().split('\n');
  expect(lines.filter((line) => line.startsWith('not ok') || line.startsWith('# ')).join('\n')).toBe(
    '# quits in the order before-quit, will-quit',
  );
  expect(lines.filter((line) => line.startsWith('ok')).length).toBeGreaterThanOrEqual(120);
  await app.close();
}, 120_000);
