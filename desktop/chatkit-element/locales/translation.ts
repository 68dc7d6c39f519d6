import type { Strings } from './en.ts';

/** The language of the interface. `locale` goes out as Accept-Language. */
export type Translation = { locale: string; direction: 'ltr' | 'rtl'; strings: Strings };
