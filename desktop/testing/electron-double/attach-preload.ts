import { readFileSync } from 'node:fs';
import type { CDPSession } from 'playwright';
import { ISOLATED_WORLD, isolatedWorldScript, mainWorldScript } from './bridge-scripts.ts';

/** Has every document of a page run the window's preload, in a world of its own. */
export async function attachPreload(
  cdp: CDPSession,
  secret: string,
  preferences: Readonly<Record<string, unknown>>,
): Promise<void> {
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript(secret) });
  const preload = preferences['preload'];
  if (typeof preload !== 'string') return;
  const processInfo = {
    platform: process.platform,
    argv: ['parley', ...((preferences['additionalArguments'] as string[] | undefined) ?? [])],
    versions: { electron: '45.3.4' },
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
  };
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
    source: isolatedWorldScript(secret, readFileSync(preload, 'utf8'), processInfo),
    worldName: ISOLATED_WORLD,
  });
}
