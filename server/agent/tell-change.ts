import type { Phrases } from '../languages/phrases.ts';

/** Between letters that are written from right to left, an arrow would point from the new to the old. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EEFF}]/u;

/** What a field was and what it is or will be, in an order that nothing in either can turn around. */
export function tellChange(from: string, to: string, phrases: Pick<Phrases, 'wasWillBe'>): string {
  return RIGHT_TO_LEFT.test(`${from}${to}`) ? phrases.wasWillBe(from, to) : `${from} → ${to}`;
}
