/** The languages the app speaks, by their BCP 47 language subtags: pages and native menus alike. */
export const SPOKEN_LANGUAGES = ['en', 'es', 'fr', 'de'] as const;

export type Language = (typeof SPOKEN_LANGUAGES)[number];

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

/** True for a subtag the app has a catalogue for. */
export function isLanguage(subtag: string): subtag is Language {
  return SPOKEN_LANGUAGES.some((language) => language === subtag);
}

/** Some systems name themselves `en-US@posix`, which Intl refuses. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
