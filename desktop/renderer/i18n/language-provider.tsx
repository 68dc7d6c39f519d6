import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, type ReactNode } from 'react';
import { deviceTimeZone } from './calendar.ts';
import { SpeechContext } from './language-context.tsx';
import { messagesEn } from '../../words/en/messages.ts';
import { type Language, chooseLocale } from '../../spoken-language.ts';
import { LANGUAGES, directionOf } from './languages.ts';

/** Loads the words for a person and gives them, their locale and their zone to everything inside. */
export function LanguageProvider(props: { language: Language; timeZone: string | null; children: ReactNode }) {
  const { language } = props;
  const catalogue = useQuery({
    queryKey: ['messages', language],
    queryFn: LANGUAGES[language].load,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    // The words of before stay until the others are there: nothing blinks.
    placeholderData: (previous) => previous,
  });
  // A catalogue that cannot be had must not leave the page empty.
  const messages = catalogue.data ?? (catalogue.isError ? messagesEn : undefined);
  const timeZone = props.timeZone ?? deviceTimeZone();

  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }, [language]);

  const speech = useMemo(
    () => messages && { language, messages, locale: chooseLocale(language, [...navigator.languages]), timeZone },
    [language, messages, timeZone],
  );
  return speech ? <SpeechContext value={speech}>{props.children}</SpeechContext> : null;
}
