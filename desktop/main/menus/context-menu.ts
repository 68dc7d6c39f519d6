import { Menu, type MenuItemConstructorOptions, type WebContents, clipboard } from 'electron';
import type { Speech } from '../ground/speech.ts';

/** Gives text fields the menu people expect, with spelling suggestions, cut, copy and paste, and links theirs. */
export function setupContextMenu(contents: WebContents, speech: Speech): void {
  contents.on('context-menu', (_event, parameters) => {
    const { misspelledWord, dictionarySuggestions, isEditable, selectionText, linkURL } = parameters;
    const words = speech.messages().menu;
    const spelling: MenuItemConstructorOptions[] = dictionarySuggestions.slice(0, 5).map((word) => ({
      label: word,
      click: () => contents.replaceMisspelling(word),
    }));
    if (misspelledWord !== '') {
      spelling.push(
        {
          label: words.addToDictionary,
          click: () => contents.session.addWordToSpellCheckerDictionary(misspelledWord),
        },
        { type: 'separator' },
      );
    }
    const editing: MenuItemConstructorOptions[] = isEditable
      ? [
          { role: 'cut', label: words.cut },
          { role: 'copy', label: words.copy },
          { role: 'paste', label: words.paste },
          { role: 'selectAll', label: words.selectAll },
        ]
      : [];
    const reading: MenuItemConstructorOptions[] = selectionText === '' ? [] : [{ role: 'copy', label: words.copy }];
    // Links inside the app have an address that leads nowhere else.
    const link: MenuItemConstructorOptions[] = /^(?:https?|mailto):/.test(linkURL)
      ? [{ id: 'copy-link', label: words.copyLink, click: () => void clipboard.writeText(linkURL) }]
      : [];
    const items = [...spelling, ...(isEditable ? editing : reading), ...link];
    if (items.length > 0) Menu.buildFromTemplate(items).popup();
  });
}
