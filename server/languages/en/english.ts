import type { Language } from '../language.ts';
import { dates } from './dates.ts';
import { receipts } from './receipts.ts';
import { talk } from './talk.ts';

export const english: Language = { dates, recurrence: 'in full', talk, receipts };
