import type { MenuItemConstructorOptions } from 'electron';
import type { NativeMessages } from '../../words/en/native.ts';

type Words = NativeMessages['menu'];

/** The menu macOS names after the app. */
export function createMacAppMenu(
  words: Words,
  settings: MenuItemConstructorOptions,
  updates: MenuItemConstructorOptions[],
): MenuItemConstructorOptions {
  return {
    label: 'Parley',
    submenu: [
      { role: 'about', label: words.about },
      ...updates,
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services', label: words.services },
      { type: 'separator' },
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.unhide },
      { type: 'separator' },
      { role: 'quit', label: words.quit },
    ],
  };
}

/** The edit menu; its roles are what makes copy and paste work on macOS, in frames too. */
export function createEditMenu(isMac: boolean, words: Words): MenuItemConstructorOptions {
  const selectAll = { role: 'selectAll', label: words.selectAll } as const;
  const remove = { role: 'delete', label: words.delete } as const;
  return {
    role: 'editMenu',
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      { type: 'separator' },
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      ...(isMac
        ? [
            { role: 'pasteAndMatchStyle' as const, label: words.pasteAndMatchStyle },
            remove,
            selectAll,
            { type: 'separator' as const },
            {
              label: words.speech,
              submenu: [
                { role: 'startSpeaking' as const, label: words.startSpeaking },
                { role: 'stopSpeaking' as const, label: words.stopSpeaking },
              ],
            },
          ]
        : [remove, { type: 'separator' as const }, selectAll]),
    ],
  };
}

/** The window menu, which macOS fills with the open windows. */
export function createWindowMenu(isMac: boolean, words: Words): MenuItemConstructorOptions {
  return {
    role: 'windowMenu',
    label: words.window,
    submenu: [
      { role: 'minimize', label: words.minimize },
      ...(isMac
        ? [
            { role: 'zoom' as const, label: words.zoom },
            { type: 'separator' as const },
            { role: 'front' as const, label: words.bringAllToFront },
          ]
        : [{ role: 'close' as const, label: words.close }]),
    ],
  };
}
