import type { Language } from '../../spoken-language.ts';
import { messagesEn, type Messages } from '../../words/en/messages.ts';

/** Every language, named in itself, and how to load it: only the one in use is fetched. English is always there. */
export const LANGUAGES: Record<Language, { name: string; load: () => Promise<Messages> }> = {
  en: { name: 'English', load: async () => messagesEn },
  es: { name: 'Español', load: async () => (await import('../../words/es/messages.ts')).messagesEs },
  fr: { name: 'Français', load: async () => (await import('../../words/fr/messages.ts')).messagesFr },
  de: { name: 'Deutsch', load: async () => (await import('../../words/de/messages.ts')).messagesDe },
};

/** Scripts written from right to left; a catalogue in one of them needs nothing but its entry above. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/** Which way a language is written, for the document's `dir`. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr';
}
