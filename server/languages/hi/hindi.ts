import type { Language } from '../language.ts';
import { dates, recurrence, recurrenceLatin } from './dates.ts';
import { receiptsLatin } from './receipts-latin.ts';
import { receipts } from './receipts.ts';
import { talkLatin } from './talk-latin.ts';
import { talk } from './talk.ts';

export const hindi: Language = { dates, recurrence, talk, receipts };

/** Hindi and Urdu in Latin letters, whose words for dates are among the Hindi ones. */
export const hindiLatin: Language = {
  dates,
  recurrence: recurrenceLatin,
  talk: talkLatin,
  receipts: receiptsLatin,
};
