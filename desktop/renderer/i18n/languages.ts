import { messagesEn, type Messages } from './messages-en.ts';

/** A language the app speaks, by its BCP 47 language subtag. */
export type Language = 'en' | 'es' | 'fr' | 'de';

/** Every language, named in itself, and how to load it: only the one in use is fetched. English is always there. */
export const LANGUAGES: Record<Language, { name: string; load: () => Promise<Messages> }> = {
  en: { name: 'English', load: async () => messagesEn },
  es: { name: 'Español', load: async () => (await import('./messages-es.ts')).messagesEs },
  fr: { name: 'Français', load: async () => (await import('./messages-fr.ts')).messagesFr },
  de: { name: 'Deutsch', load: async () => (await import('./messages-de.ts')).messagesDe },
};

/** Scripts written from right to left; a catalogue in one of them needs nothing but its entry above. */
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/** The language to speak for a list of wishes, the strongest first; English when none is known. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const subtag = wish?.split('-')[0]?.toLowerCase();
    if (subtag !== undefined && isLanguage(subtag)) return subtag;
  }
  return 'en';
}

/**
 * The tag for dates and numbers: the region of the device where it speaks the chosen language, so that a person in
 * Dublin reads 21/11 and one in Boston 11/21.
 */
export function chooseLocale(language: Language, deviceTags: readonly string[]): string {
  return deviceTags.find((tag) => tag.split('-')[0]?.toLowerCase() === language && isLocale(tag)) ?? language;
}

/** Which way a language is written, for the document's `dir`. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr';
}

/** True for a subtag the app has a catalogue for. */
export function isLanguage(subtag: string): subtag is Language {
  return subtag in LANGUAGES;
}

/** Some systems name themselves `en-US@posix`, which Intl refuses. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
