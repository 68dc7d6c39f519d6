import { type Language, chooseLanguage, chooseLocale } from '../../spoken-language.ts';
import { nativeMessagesDe } from '../../words/de/native.ts';
import { type NativeMessages, nativeMessagesEn } from '../../words/en/native.ts';
import { nativeMessagesEs } from '../../words/es/native.ts';
import { nativeMessagesFr } from '../../words/fr/native.ts';

/** Every catalogue of native texts. */
export const NATIVE_MESSAGES: Record<Language, NativeMessages> = {
  en: nativeMessagesEn,
  es: nativeMessagesEs,
  fr: nativeMessagesFr,
  de: nativeMessagesDe,
};

/** The language of everything the main process shows: the page's, so that tray and pages never speak two. */
export interface Speech {
  language: () => Language;
  /** The texts, to be read at the moment they are shown: the language may be another one by then. */
  messages: () => NativeMessages;
  /** For servers and Intl: the language with the region of this computer. */
  locale: () => string;
  /** Speaks another language from now on. */
  use: (language: Language) => void;
}

/**
 * Starts with the system's language.
 *
 * @param systemLanguages asked when first needed, since Electron knows them only once it is ready
 */
export function createSpeech(systemLanguages: () => readonly string[]): Speech {
  let chosen: Language | null = null;
  const language = (): Language => (chosen ??= chooseLanguage(systemLanguages()));
  return {
    language,
    messages: () => NATIVE_MESSAGES[language()],
    locale: () => chooseLocale(language(), systemLanguages()),
    use: (next) => {
      chosen = next;
    },
  };
}
