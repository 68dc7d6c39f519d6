import { lookUp } from '../protocol/json-fields.ts';
import { en, type Strings } from './en.ts';
import type { Translation } from './translation.ts';

/** Loads the strings of a locale; one whose language has none falls back to English. */
export async function loadTranslation(wanted: string): Promise<Translation> {
  const language = wanted.split('-')[0]?.toLowerCase() ?? '';
  if (language === 'en') return { locale: wanted, direction: 'ltr', strings: en };
  const load = lookUp(LOADERS, language);
  if (!load) return { locale: 'en', direction: 'ltr', strings: en };
  return { locale: wanted, direction: RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr', strings: await load() };
}

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar']);

/** Each language is a chunk of its own: only the one in use is fetched. */
const LOADERS: Readonly<Record<string, () => Promise<Strings>>> = {
  ar: async () => (await import('./ar.ts')).ar,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
  hi: async () => (await import('./hi.ts')).hi,
  it: async () => (await import('./it.ts')).it,
  ja: async () => (await import('./ja.ts')).ja,
  nl: async () => (await import('./nl.ts')).nl,
  pl: async () => (await import('./pl.ts')).pl,
  pt: async () => (await import('./pt.ts')).pt,
  ru: async () => (await import('./ru.ts')).ru,
  tr: async () => (await import('./tr.ts')).tr,
  zh: async () => (await import('./zh.ts')).zh,
};
