/** The page that comes after a second crash, in English. */
export const crashedWordsEn = {
  title: 'Parley’s window crashed twice in a minute',
  text: 'Your tasks and conversations are safe on the server.',
  reload: 'Reload',
  quit: 'Quit Parley',
  copy: 'Copy details',
  copied: 'The details were copied. No task and no message is in them.',
};

/** The shape every language has. */
export type CrashedMessages = typeof crashedWordsEn;
