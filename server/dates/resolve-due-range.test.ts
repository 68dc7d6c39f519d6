import { describe, expect, it } from 'vitest';
import { resolveDueRange } from './resolve-due-range.ts';
import { showWallTime } from './calendar/show-wall-time.ts';

/** A Friday morning, ten o'clock. */
const context = { now: new Date('2026-11-20T15:00:00Z'), timeZone: 'America/New_York', locale: 'en-US' };

function range(phrase: string, changes: Partial<typeof context> = {}): string {
  const used = { ...context, ...changes };
  const { from, to, overdue, none } = resolveDueRange(phrase, used);
  if (overdue === true) return 'overdue';
  if (none === true) return 'none';
  const show = (at: Date | undefined) =>
    at === undefined ? '' : showWallTime(at, used.timeZone).replace(' 00:00', '');
  return `${show(from)}/${show(to)}`;
}

describe('resolveDueRange', () => {
  it.each([
    ['today', '2026-11-20/2026-11-21'],
    ['due today', '2026-11-20/2026-11-21'],
    ['tomorrow', '2026-11-21/2026-11-22'],
    ['yesterday', '2026-11-19/2026-11-20'],
    ['overdue', 'overdue'],
    ['late', 'overdue'],
    ['none', 'none'],
    ['no due date', 'none'],
    ['this week', '2026-11-16/2026-11-23'],
    ['next week', '2026-11-23/2026-11-30'],
    ['last week', '2026-11-09/2026-11-16'],
    ['weekend', '2026-11-21/2026-11-23'],
    ['next weekend', '2026-11-28/2026-11-30'],
    ['this month', '2026-11-01/2026-12-01'],
    ['next month', '2026-12-01/2027-01-01'],
    ['this year', '2026-01-01/2027-01-01'],
    ['december', '2026-12-01/2027-01-01'],
    ['november', '2026-11-01/2026-12-01'],
    ['friday', '2026-11-27/2026-11-28'],
    ['dec 24', '2026-12-24/2026-12-25'],
    ['2026-12-24', '2026-12-24/2026-12-25'],
    ['end of month', '2026-11-30/2026-12-01'],
    ['tomorrow morning', '2026-11-21/2026-11-21 12:00'],
    ['tomorrow at 5pm', '2026-11-21/2026-11-22'],
    ['2026-12-01/2026-12-07', '2026-12-01/2026-12-08'],
    ['2026-12-01..2026-12-07', '2026-12-01/2026-12-08'],
    ['2026-12-01/', '2026-12-01/'],
    ['../2026-12-07', '/2026-12-08'],
    ['next 3 days', '2026-11-20/2026-11-24'],
    ['next 7 days', '2026-11-20/2026-11-28'],
    ['within 2 weeks', '2026-11-20/2026-12-05'],
    ['in 3 days', '2026-11-23/2026-11-24'],
    ['next 2 hours', '2026-11-20 10:00/2026-11-20 12:00'],
    ['before friday', '/2026-11-27'],
    ['by friday', '/2026-11-28'],
    ['until friday', '/2026-11-28'],
    ['after monday', '2026-11-24/'],
    ['since monday', '2026-11-23/'],
    ['monday to friday', '2026-11-23/2026-11-28'],
    ['from friday to monday', '2026-11-27/2026-12-01'],
  ])('reads %j as %s', (phrase, expected) => {
    expect(range(phrase)).toBe(expected);
  });

  it.each([
    [
      'today',
      [
        'hoy',
        "aujourd'hui",
        'heute',
        'oggi',
        'hoje',
        'vandaag',
        'сегодня',
        'dzisiaj',
        'bugün',
        'आज',
        'aaj',
        'اليوم',
        '今天',
        '今日',
      ],
    ],
    [
      'tomorrow',
      [
        'mañana',
        'demain',
        'morgen',
        'domani',
        'amanhã',
        'завтра',
        'jutro',
        'yarın',
        'कल',
        'kal',
        'غدا',
        '明天',
        '明日',
      ],
    ],
    [
      'this week',
      [
        'esta semana',
        'cette semaine',
        'diese Woche',
        'questa settimana',
        'deze week',
        'на этой неделе',
        'w tym tygodniu',
        'bu hafta',
        'इस हफ्ते',
        'هذا الأسبوع',
        '本周',
        '今週',
      ],
    ],
    [
      'next week',
      [
        'la próxima semana',
        'la semana que viene',
        'la semaine prochaine',
        'nächste Woche',
        'la prossima settimana',
        'semana que vem',
        'volgende week',
        'на следующей неделе',
        'w przyszłym tygodniu',
        'gelecek hafta',
        'अगले हफ्ते',
        'agle hafte',
        'الأسبوع القادم',
        '下周',
        '来週',
      ],
    ],
    [
      'next month',
      [
        'el próximo mes',
        'le mois prochain',
        'nächsten Monat',
        'il prossimo mese',
        'próximo mês',
        'volgende maand',
        'в следующем месяце',
        'agle mahine',
        '下个月',
        '来月',
      ],
    ],
    [
      'weekend',
      ['fin de semana', 'week-end', 'Wochenende', 'fine settimana', 'fim de semana', 'выходные', '周末', '週末'],
    ],
    [
      'overdue',
      [
        'vencidas',
        'en retard',
        'überfällig',
        'scadute',
        'atrasadas',
        'te laat',
        'просроченные',
        'zaległe',
        'gecikmiş',
        '逾期',
        '期限切れ',
      ],
    ],
    ['none', ['sin fecha', 'sans date', 'ohne Datum', 'senza data', 'sem data', 'без даты']],
    ['next 3 days', ['los próximos 3 días', 'die nächsten 3 Tage', '未来3天']],
    ['before friday', ['antes del viernes', 'avant vendredi', 'prima di venerdì', 'antes de sexta-feira', '周五前']],
  ])('reads %s in other languages', (english, phrases) => {
    expect(phrases.map((phrase) => [phrase, range(phrase)])).toEqual(phrases.map((phrase) => [phrase, range(english)]));
  });

  it.each(['banana', '', 'tasks', 'buy milk', '2026-12-07/2026-12-01', '2026-02-30', 'x '.repeat(50_000)])(
    'refuses no. %#',
    (phrase) => {
      expect(() => range(phrase)).toThrow(expect.objectContaining({ code: 'invalid_date' }));
    },
  );

  it('spans 23 and 25 hours on the days the clocks change', () => {
    const hours = (phrase: string) => {
      const { from, to } = resolveDueRange(phrase, { ...context, timeZone: 'Europe/Paris' });
      return ((to?.getTime() ?? 0) - (from?.getTime() ?? 0)) / 3_600_000;
    };
    expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-11-20')]).toEqual([23, 25, 24]);
  });
});
