/** The quick-add page, in English. */
export const quickAddWordsEn = {
  title: 'Parley quick add',
  label: 'What should Parley do?',
  placeholder: 'Try “call the bank friday 9am”',
  hint: 'Enter adds, Shift+Enter starts a new line, Escape closes',
  due: (words: string) => `Due ${words}`,
  repeats: (words: string) => `Repeats ${words}`,
  choices: 'Did you mean',
  adding: 'Adding…',
  signInFirst: 'Sign in to Parley first.',
  failed: 'That did not work. Try again.',
  waiting: (count: number) => `${count} waiting to be sent`,
};

/** The shape every language has. */
export type QuickAddMessages = typeof quickAddWordsEn;
