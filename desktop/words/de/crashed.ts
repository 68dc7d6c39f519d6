import type { CrashedMessages } from '../en/crashed.ts';

export const crashedWordsDe: CrashedMessages = {
  title: 'Das Fenster von Parley ist zweimal in einer Minute abgestürzt',
  text: 'Deine Aufgaben und Unterhaltungen sind auf dem Server sicher.',
  reload: 'Neu laden',
  quit: 'Parley beenden',
  copy: 'Details kopieren',
  copied: 'Details kopiert. Keine Aufgabe und keine Nachricht steht darin.',
};
