import { createContext, use } from 'react';
import type { Language } from '../../spoken-language.ts';
import type { Messages } from '../../words/en/messages.ts';

/** How the app speaks to this person and what their days are. */
export interface PageSpeech {
  readonly language: Language;
  readonly messages: Messages;
  /** For Intl: the language with the device's region. */
  readonly locale: string;
  readonly timeZone: string;
}

/** Holds the current speech; `LanguageProvider` fills it. */
export const SpeechContext = createContext<PageSpeech | null>(null);

/** How the app speaks to this person. */
export function useSpeech(): PageSpeech {
  const speech = use(SpeechContext);
  if (!speech) throw new Error('useSpeech outside of LanguageProvider');
  return speech;
}

/** The app's words in the person's language. */
export function useMessages(): Messages {
  return useSpeech().messages;
}
