import type { CrashedMessages } from '../../renderer/crashed/crashed-messages.ts';

/** The page that comes after a second crash, in English. */
export const crashedWordsEn: CrashedMessages = {
  title: 'Parley’s window crashed twice in a minute',
  text: 'Your tasks and conversations are safe on the server.',
  reload: 'Reload',
  quit: 'Quit Parley',
  copy: 'Copy details',
  copied: 'The details were copied. No task and no message is in them.',
};
