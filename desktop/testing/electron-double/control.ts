import { runInThisContext } from 'node:vm';
import type { Page } from 'playwright';
import { BrowserWindow } from './browser-window.ts';
import { app } from './app.ts';
import { double } from './double-state.ts';
import { handledChannels, ipcMain } from './ipc-main.ts';
import { Menu, type MenuItem, describeMenu } from './menu.ts';
import { activateToast, notifications } from './notification.ts';
import { connectBrowser, session } from './session.ts';
import { press } from './system.ts';
import * as system from './system.ts';
import { trays } from './tray.ts';

/** What a test's function inside the app's process gets to work with. */
export const insideApp = {
  app,
  double,
  system,
  session,
  press,
  BrowserWindow,
  handledChannels,
  ipcMain,
  /** @param kind which preload the window has */
  window: (kind: 'main' | 'quickAdd' = 'main'): BrowserWindow => {
    const preload = kind === 'main' ? 'index.cjs' : 'quick-add.cjs';
    const found = BrowserWindow.getAllWindows().find((window) =>
      String(window.webContents.preferences['preload']).endsWith(preload),
    );
    if (!found) throw new Error(`There is no window of the kind ${kind}.`);
    return found;
  },
  page: (kind: 'main' | 'quickAdd' = 'main'): Promise<Page> => insideApp.window(kind).webContents.page,
  tray: () => {
    const tray = trays.at(-1)?.deref();
    if (!tray) throw new Error('The tray is gone: nobody kept it.');
    return tray;
  },
  trayMenu: (): string[] => {
    const { menu } = insideApp.tray();
    return menu ? describeMenu(menu) : [];
  },
  clickTray: (id: string): void => itemOf(insideApp.tray().menu, id).click(),
  appMenu: (): string[] => (Menu.application ? describeMenu(Menu.application) : []),
  clickAppMenu: (id: string): void => itemOf(Menu.application, id).click(),
  notifications: () => notifications.map(({ options }) => options),
  activateToast,
  notification: (index: number) => {
    const found = notifications.at(index)?.reference.deref();
    if (!found) throw new Error('The notification is gone: nobody kept it.');
    return found;
  },
  waitFor: async (isDone: () => unknown, milliseconds = 30_000): Promise<void> => {
    const end = Date.now() + milliseconds;
    // What is waited for may not exist yet, which throws.
    const check = async (): Promise<unknown> => {
      try {
        return await isDone();
      } catch {
        return false;
      }
    };
    while (!(await check())) {
      if (Date.now() > end) throw new Error(`This did not come true in ${milliseconds} ms: ${isDone.toString()}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  },
};

/** What a test's function gets. */
export type InsideApp = typeof insideApp;

function itemOf(menu: Menu | null, id: string): MenuItem {
  const item = menu?.getMenuItemById(id);
  if (!item) throw new Error(`The menu has no item ${id}.`);
  return item;
}

interface Command {
  id: number;
  source: string;
  argument: unknown;
}

async function run({ id, source, argument }: Command): Promise<void> {
  try {
    // The test's function comes over as source, as Playwright's do.
    const made: unknown = runInThisContext(`(${source})`);
    const value: unknown = typeof made === 'function' ? await made(insideApp, argument) : undefined;
    process.send?.({ id, value: value ?? null });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/** Listens to the test, once the browser is there. */
export async function startControl(): Promise<void> {
  process.on('message', (command) => void run(command as Command));
  app.once('ready', () => process.send?.({ ready: true }));
  double.events.on('exit', () => {
    process.send?.({ exiting: true, gaps: double.gaps, calls: double.journal.map(({ call }) => call) });
  });
  process.on('disconnect', () => process.exit(0));
  process.channel?.unref();
  if (double.config.browserEndpoint !== null) await connectBrowser();
}
