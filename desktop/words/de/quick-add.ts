import type { QuickAddMessages } from '../en/quick-add.ts';

export const quickAddWordsDe: QuickAddMessages = {
  title: 'Parley: schnell hinzufügen',
  label: 'Was soll Parley tun?',
  placeholder: 'Zum Beispiel „Bank anrufen Freitag 9 Uhr“',
  hint: 'Enter fügt hinzu, Umschalt+Enter beginnt eine neue Zeile, Esc schließt',
  due: (words) => `Fällig: ${words}`,
  repeats: (words) => `Wiederholt sich: ${words}`,
  choices: 'Gemeint ist vielleicht',
  adding: 'Wird hinzugefügt…',
  signInFirst: 'Melde dich zuerst bei Parley an.',
  failed: 'Das hat nicht geklappt. Versuch es noch einmal.',
  waiting: (count) => (count === 1 ? '1 Notiz wartet aufs Senden' : `${count} Notizen warten aufs Senden`),
};
