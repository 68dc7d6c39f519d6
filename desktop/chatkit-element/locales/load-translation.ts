import { en, type Strings } from './en.ts';
import type { Translation } from './translation.ts';

/** Loads the strings of a locale; one whose language has none falls back to English. */
export async function loadTranslation(wanted: string): Promise<Translation> {
  const language = wanted.split('-')[0]?.toLowerCase() ?? '';
  if (language === 'en') return { locale: wanted, direction: 'ltr', strings: en };
  const load = LOADERS[language];
  if (!load) return { locale: 'en', direction: 'ltr', strings: en };
  return { locale: wanted, direction: RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr', strings: await load() };
}

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'ur']);

/** Each language is a chunk of its own: only the one in use is fetched. */
const LOADERS: Readonly<Record<string, () => Promise<Strings>>> = {};
