import { english } from './english.ts';
import type { LanguagePack } from './language-pack.ts';

/** Every language the offline model speaks, English first. */
export const languagePacks: readonly LanguagePack[] = [english];
