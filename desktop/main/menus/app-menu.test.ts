import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { UpdateState } from '../../ipc-contract.ts';
import { SPOKEN_LANGUAGES } from '../../spoken-language.ts';
import { createSpeech } from '../ground/speech.ts';
import { DEFAULT_SETTINGS } from '../ground/default-settings.ts';
import { type AppMenuView, createAppMenu } from './app-menu.ts';

const nothing = (): void => undefined;
const ACTIONS = {
  newChat: nothing,
  newTask: nothing,
  openSettings: nothing,
  quickAdd: nothing,
  checkForUpdates: nothing,
  restartToUpdate: nothing,
  openLogFolder: nothing,
  exportDiagnostics: nothing,
};
const READY: UpdateState = { status: 'ready', version: '1.4.2' };

/** All items of the menu bar, those inside others too. */
function itemsOf(
  view: Partial<AppMenuView> & { language?: string; update?: UpdateState },
): MenuItemConstructorOptions[] {
  const flat = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
  return flat(
    createAppMenu(
      {
        platform: view.platform ?? 'linux',
        isPackaged: view.isPackaged ?? true,
        state: { shortcut: 'registered', settings: DEFAULT_SETTINGS, update: view.update ?? { status: 'checking' } },
        speech: createSpeech(() => [view.language ?? 'en']),
      },
      ACTIONS,
    ),
  );
}

describe.each(['darwin', 'win32', 'linux'] as const)('E-74 the menu bar on %s', (platform) => {
  it.each(SPOKEN_LANGUAGES)('has a label of ours on every item in %s', (language) => {
    const items = itemsOf({ platform, language });
    expect(items.filter(({ type, label }) => type !== 'separator' && !label)).toEqual([]);
  });

  it('has no reload and no developer tools once it is installed', () => {
    const roles = (isPackaged: boolean) => itemsOf({ platform, isPackaged }).map(({ role }) => role);
    expect(roles(true)).not.toEqual(expect.arrayContaining(['reload']));
    expect(roles(true)).not.toEqual(expect.arrayContaining(['toggleDevTools']));
    expect(roles(false)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']));
  });

  it('has everything that copies, pastes, undoes, zooms, closes and quits', () => {
    const roles = itemsOf({ platform }).map(({ role }) => role);
    for (const role of ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'zoomIn', 'zoomOut', 'resetZoom'] as const)
      expect(roles).toContain(role);
    for (const role of ['close', 'quit', 'minimize', 'togglefullscreen', 'about', 'help'] as const)
      expect(roles).toContain(role);
  });

  it('uses each shortcut once, and leaves the global one to the system', () => {
    const accelerators = itemsOf({ platform }).flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(accelerators).size).toBe(accelerators.length);
    expect(accelerators).toContain('CommandOrControl+,');
    const quickAdd = itemsOf({ platform }).find(({ id }) => id === 'quick-add');
    expect(quickAdd).toMatchObject({ accelerator: DEFAULT_SETTINGS.quickAddShortcut, registerAccelerator: false });
  });

  it('offers to restart once an update is there', () => {
    expect(itemsOf({ platform, update: READY }).map(({ label }) => label)).toContain('Restart to update (1.4.2)');
    expect(itemsOf({ platform }).map(({ label }) => label)).toContain('Looking for updates…');
  });
});
