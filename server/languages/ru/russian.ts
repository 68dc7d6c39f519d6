import type { Language } from '../language.ts';
import { dates, recurrence } from './dates.ts';
import { receipts } from './receipts.ts';
import { talk } from './talk.ts';

export const russian: Language = { dates, recurrence, talk, receipts };
