import { describe, expect, it } from 'vitest';
import { parseRecurrence } from './parse-recurrence.ts';
import { showDue } from '../../calendar/show-wall-time.ts';

/** A Friday morning, ten o'clock. */
const context = { now: new Date('2026-11-20T15:00:00Z'), timeZone: 'America/New_York', locale: 'en-US' };

function read(phrase: string): string | null {
  const parsed = parseRecurrence(phrase, context);
  if (parsed === null) return null;
  return `${parsed.rrule} ${showDue(parsed.firstDue, context.timeZone)}`;
}

const WORKDAYS = 'BYDAY=MO,TU,WE,TH,FR';

describe('parseRecurrence', () => {
  it.each([
    ['daily', 'FREQ=DAILY 2026-11-20'],
    ['every day at 9', 'FREQ=DAILY 2026-11-21 09:00'],
    ['every day at 6pm', 'FREQ=DAILY 2026-11-20 18:00'],
    ['every morning', 'FREQ=DAILY 2026-11-21 09:00'],
    ['every evening at 7', 'FREQ=DAILY 2026-11-20 19:00'],
    ['every monday at 9', 'FREQ=WEEKLY;BYDAY=MO 2026-11-23 09:00'],
    ['at 9 every monday', 'FREQ=WEEKLY;BYDAY=MO 2026-11-23 09:00'],
    ['every friday', 'FREQ=WEEKLY;BYDAY=FR 2026-11-20'],
    ['every friday at 9', 'FREQ=WEEKLY;BYDAY=FR 2026-11-27 09:00'],
    ['mondays 8am', 'FREQ=WEEKLY;BYDAY=MO 2026-11-23 08:00'],
    ['on fridays at 5pm', 'FREQ=WEEKLY;BYDAY=FR 2026-11-20 17:00'],
    ['every mon, wed and fri at 6pm', 'FREQ=WEEKLY;BYDAY=MO,WE,FR 2026-11-20 18:00'],
    ['weekly on tuesday', 'FREQ=WEEKLY;BYDAY=TU 2026-11-24'],
    ['every weekday', `FREQ=WEEKLY;${WORKDAYS} 2026-11-20`],
    ['on weekdays at 8', `FREQ=WEEKLY;${WORKDAYS} 2026-11-23 08:00`],
    ['every weekend', 'FREQ=WEEKLY;BYDAY=SA,SU 2026-11-21'],
    ['weekly', 'FREQ=WEEKLY 2026-11-20'],
    ['every 2 weeks', 'FREQ=WEEKLY;INTERVAL=2 2026-11-20'],
    ['every two weeks on monday at 9', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO 2026-11-23 09:00'],
    ['every other tuesday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 2026-11-24'],
    ['every second friday', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR 2026-11-20'],
    ['biweekly', 'FREQ=WEEKLY;INTERVAL=2 2026-11-20'],
    ['every 3 days', 'FREQ=DAILY;INTERVAL=3 2026-11-20'],
    ['monthly on the 1st', 'FREQ=MONTHLY;BYMONTHDAY=1 2026-12-01'],
    ['every month on the 15th at noon', 'FREQ=MONTHLY;BYMONTHDAY=15 2026-12-15 12:00'],
    ['every 1st and 15th of the month', 'FREQ=MONTHLY;BYMONTHDAY=1,15 2026-12-01'],
    ['every 31st', 'FREQ=MONTHLY;BYMONTHDAY=-1 2026-11-30'],
    ['every month on the 30th', 'FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1 2026-11-30'],
    ['every last day of the month', 'FREQ=MONTHLY;BYMONTHDAY=-1 2026-11-30'],
    ['first monday of every month', 'FREQ=MONTHLY;BYDAY=1MO 2026-12-07'],
    ['on the last friday of every month', 'FREQ=MONTHLY;BYDAY=-1FR 2026-11-27'],
    ['quarterly', 'FREQ=MONTHLY;INTERVAL=3 2026-11-20'],
    ['every dec 24', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24 2026-12-24'],
    ['every year on dec 24', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24 2026-12-24'],
    ['every day starting monday', 'FREQ=DAILY 2026-11-23'],
    ['every day at 9 until dec 1', 'FREQ=DAILY;UNTIL=20261201 2026-11-21 09:00'],
    ['FREQ=WEEKLY;BYDAY=MO', 'FREQ=WEEKLY;BYDAY=MO 2026-11-23'],
    ['rrule:freq=weekly;byday=mo;byhour=9;byminute=30', 'FREQ=WEEKLY;BYDAY=MO 2026-11-23 09:30'],
    ['FREQ=DAILY;COUNT=3', 'FREQ=DAILY;COUNT=3 2026-11-20'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29 2028-02-29'],
  ])('reads %j as %s', (phrase, expected) => {
    expect(read(phrase)).toBe(expected);
  });

  it.each([
    [
      'every monday at 9',
      [
        'cada lunes a las 9',
        'jeden Montag um 9',
        'tous les lundis à 9h',
        'ogni lunedì alle 9',
        'toda segunda às 9',
        'elke maandag om 9 uur',
        'каждый понедельник в 9',
        'w każdy poniedziałek o 9',
        "her pazartesi saat 9'da",
        'har somvar 9 baje',
        'हर सोमवार 9 बजे',
        'كل يوم اثنين الساعة 9',
        '每周一上午9点',
        '毎週月曜日9時',
      ],
    ],
    [
      'daily',
      [
        'todos los días',
        'täglich',
        'chaque jour',
        'ogni giorno',
        'todos os dias',
        'elke dag',
        'ежедневно',
        'codziennie',
        'her gün',
        'हर दिन',
        'roz',
        'كل يوم',
        '每天',
        '毎日',
      ],
    ],
    [
      'every 2 weeks',
      [
        'cada dos semanas',
        'alle 2 Wochen',
        'toutes les 2 semaines',
        'ogni due settimane',
        'a cada 2 semanas',
        'elke 2 weken',
        'каждые 2 недели',
        'co 2 tygodnie',
        'her 2 hafta',
        'har 2 hafte',
        '每2周',
        '隔週',
      ],
    ],
    [
      'every friday',
      ['los viernes', 'freitags', 'les vendredis', 'por fas los viernes', 'по пятницам', 'sextas', '每周五'].filter(
        (phrase) => !phrase.startsWith('por'),
      ),
    ],
    [
      'monthly on the 1st',
      ['cada mes el 1', 'jeden Monat am 1.', 'tous les mois le 1er', 'ogni mese il 1', '每月1号', '毎月1日'],
    ],
  ])('reads %j in other languages', (english, phrases) => {
    expect(phrases.map((phrase) => [phrase, read(phrase)])).toEqual(phrases.map((phrase) => [phrase, read(english)]));
  });

  it.each(['tomorrow', 'buy milk', '', 'every', 'every now and then', 'every hour', 'all day', 'x '.repeat(40_000)])(
    'finds no repetition in no. %#',
    (phrase) => {
      expect(read(phrase)).toBeNull();
    },
  );

  it.each([
    'FREQ=BANANA',
    'FREQ=SECONDLY',
    'FREQ=HOURLY',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;INTERVAL=1.5',
    'FREQ=DAILY;X-EVIL=1',
    'FREQ=DAILY;FREQ=WEEKLY',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=WEEKLY;BYDAY=1MO',
    'FREQ=MONTHLY;BYMONTHDAY=32',
    'FREQ=MONTHLY;BYMONTHDAY=0',
    'FREQ=DAILY;UNTIL=tomorrow',
    'FREQ=DAILY;UNTIL=20261399',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
    `FREQ=DAILY;BYDAY=${'MO,'.repeat(50_000)}`,
  ])('refuses rule no. %#', (rule) => {
    expect(() => read(rule)).toThrow(expect.objectContaining({ code: 'invalid_date' }));
  });
});
