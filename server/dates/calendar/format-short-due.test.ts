import { expect, test } from 'vitest';
import { formatShortDue } from './format-short-due.ts';

const now = new Date('2026-12-01T11:00:00Z');
const at = (iso: string) => ({ at: new Date(iso), zone: 'UTC' });

test.each([
  [at('2026-12-01T22:30:00Z'), 'en-US', 'Today 11:30 PM'],
  [at('2026-12-01T23:30:00Z'), 'en-US', 'Tomorrow 12:30 AM'],
  [{ on: '2026-11-30' }, 'en-US', 'Yesterday'],
  [{ on: '2026-12-04' }, 'en-US', 'Friday'],
  [{ on: '2026-12-08' }, 'en-US', 'Tue, Dec 8'],
  [{ on: '2026-11-28' }, 'en-GB', 'Sat 28 Nov'],
  [{ on: '2027-02-03' }, 'en-US', 'Feb 3, 2027'],
  [at('2026-12-02T16:00:00Z'), 'es', 'Mañana 17:00'],
  [at('2026-12-01T16:00:00Z'), 'de', 'Heute 17:00'],
  [{ on: '2026-12-02' }, 'fr', 'Demain'],
])('says %o in %s as %s', (due, locale, words) => {
  expect(formatShortDue(due, { timeZone: 'Europe/Paris', locale, now })).toBe(words);
});
