import type { QuickAddMessages } from '../../renderer/quick-add/quick-add-messages.ts';

/** The quick-add page, in English. */
export const quickAddWordsEn: QuickAddMessages = {
  title: 'Parley quick add',
  label: 'What should Parley do?',
  placeholder: 'Try “call the bank friday 9am”',
  hint: 'Enter adds, Shift+Enter starts a new line, Escape closes',
  adding: 'Adding…',
  signInFirst: 'Sign in to Parley first.',
  failed: 'That did not work. Try again.',
  waiting: (count) => `${count} waiting to be sent`,
};
