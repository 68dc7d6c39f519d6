import { Menu, type MenuItemConstructorOptions, type WebContents } from 'electron';

/** Gives text fields the menu people expect: spelling suggestions, cut, copy and paste. */
export function setupContextMenu(contents: WebContents): void {
  contents.on('context-menu', (_event, parameters) => {
    const { misspelledWord, dictionarySuggestions, isEditable, selectionText } = parameters;
    const spelling: MenuItemConstructorOptions[] = dictionarySuggestions.slice(0, 5).map((word) => ({
      label: word,
      click: () => contents.replaceMisspelling(word),
    }));
    if (misspelledWord !== '') {
      spelling.push(
        {
          label: 'Add to dictionary',
          click: () => contents.session.addWordToSpellCheckerDictionary(misspelledWord),
        },
        { type: 'separator' },
      );
    }
    const editing: MenuItemConstructorOptions[] = isEditable
      ? [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }]
      : [];
    const reading: MenuItemConstructorOptions[] = selectionText === '' ? [] : [{ role: 'copy' }];
    const items = [...spelling, ...(isEditable ? editing : reading)];
    if (items.length > 0) Menu.buildFromTemplate(items).popup();
  });
}
