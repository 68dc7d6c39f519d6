import { fileURLToPath } from 'node:url';
import { median, quantile } from '../../../server/testing/bench/statistics.ts';
import { buildDesktop } from '../build-desktop.ts';
import {
  type DesktopUnderTest,
  type LaunchOptions,
  launchBrowser,
  launchDesktop,
} from '../electron-double/launch-desktop.ts';
import { startScriptedApi } from '../scripted-api.ts';

const BARE_SHELL = fileURLToPath(new URL('./bare-shell.ts', import.meta.url));
const STARTS = 5;
const PRESSES = 20;

/** What one app costs, in milliseconds. */
export interface DesktopFigures {
  /** Processor time of the main process from its first line until it loads its first page. */
  startCpu: number;
  /** From the first line until quick add exists and takes its shortcut. */
  startToQuickAdd: number;
  /** From the shortcut until the field has the focus. */
  quickAddP50: number;
  quickAddP95: number;
}

/** Starts Parley's built main process and a bare one in the double, in turns, and presses the shortcut in both. */
export async function measureDesktop(): Promise<{ floor: DesktopFigures; parley: DesktopFigures }> {
  await buildDesktop();
  const [browser, api] = await Promise.all([launchBrowser(), startScriptedApi()]);
  const floor: BenchRun[] = [];
  const parley: BenchRun[] = [];
  try {
    // The first start of each fills the caches of compiled code and is not counted.
    for (let start = 0; start <= STARTS; start += 1) {
      const bare = await runOnce({ browser, server: api.url, bundle: BARE_SHELL }, 1);
      const whole = await runOnce({ browser, server: api.url }, 2);
      if (start > 0) {
        floor.push(bare);
        parley.push(whole);
      }
    }
  } finally {
    await Promise.all([browser.close(), api.close()]);
  }
  return { floor: summarize(floor), parley: summarize(parley) };
}

interface BenchRun {
  startCpu: number;
  startToQuickAdd: number;
  presses: number[];
}

async function runOnce(options: LaunchOptions, windows: number): Promise<BenchRun> {
  const startedAt = performance.now();
  const desktop = await launchDesktop(options);
  try {
    await desktop.run(
      ({ BrowserWindow, double, waitFor }, expected) =>
        waitFor(async () => {
          const page = await BrowserWindow.getAllWindows()[expected - 1]?.webContents.page;
          const hasShortcut = double.journal.some(({ call }) => call === 'globalShortcut.register');
          return hasShortcut && (await page?.evaluate(() => document.querySelector('textarea') !== null));
        }),
      windows,
    );
    const startToQuickAdd = performance.now() - startedAt;
    const startCpu = await desktop.run(({ double }) => double.firstLoadAfter ?? Number.NaN);
    return { startCpu, startToQuickAdd, presses: await pressOften(desktop) };
  } finally {
    await desktop.close();
  }
}

/** Hides the newest window and presses the shortcut, again and again; milliseconds until its field has the focus. */
function pressOften(desktop: DesktopUnderTest): Promise<number[]> {
  return desktop.run(async ({ press, BrowserWindow }, rounds) => {
    const window = BrowserWindow.getAllWindows().at(-1);
    const page = await window?.webContents.page;
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      window?.hide();
      await page?.evaluate(() => {
        const field = document.querySelector('textarea');
        field?.blur();
        const focused = new Promise((resolve) => field?.addEventListener('focus', resolve, { once: true }));
        Reflect.set(globalThis, 'focused', focused);
      });
      const before = performance.now();
      press('Control+Shift+Space');
      await page?.evaluate(async () => void (await Reflect.get(globalThis, 'focused')));
      times.push(performance.now() - before);
    }
    return times;
  }, PRESSES);
}

function summarize(runs: BenchRun[]): DesktopFigures {
  const presses = runs.flatMap((run) => run.presses);
  return {
    startCpu: median(runs.map((run) => run.startCpu)),
    startToQuickAdd: median(runs.map((run) => run.startToQuickAdd)),
    quickAddP50: median(presses),
    quickAddP95: quantile(presses, 0.95),
  };
}
