import type { Vocabulary } from '../words/vocabulary.ts';

/** English words for dates, with the misspellings people type. */
export const english: Vocabulary = {
  language: 'en',
  days: {
    0: 'today, tdy, 2day, todya, tday, todat',
    1: 'tomorrow, tmrw, tmr, tmrrw, tmw, tmmrw, tmorrow, tomorow, tommorow, tommorrow, tomorro, tomoro, tommoro, tomoz, 2moro, 2mrw, 2morrow, tomm, morrow',
    2: 'day after tomorrow, the day after tomorrow, day after tmrw, the day after tmrw, overmorrow',
    '-1': 'yesterday, yday, yesterdy, ystrday',
    '-2': 'day before yesterday, the day before yesterday',
  },
  dayParts: {
    '0 night': 'tonight, tonite, 2nite, tonigt, tonihgt, this night',
    '0 evening': 'this evening, this eve',
    '0 morning': 'this morning',
    '0 afternoon': 'this afternoon, this arvo',
    '-1 night': 'last night',
    '-1 evening': 'last evening',
  },
  parts: {
    morning: 'morning, in the morning, mornin, morn, first thing, first thing in the morning, early morning, early',
    noon: 'noon, midday, noontime, lunchtime, lunch time',
    afternoon: 'afternoon, in the afternoon, arvo, afternon',
    evening: 'evening, in the evening, eve, evenin, evning',
    night: 'night, at night, nite',
    midnight: 'midnight',
  },
  units: {
    second: 'seconds, sec, secs',
    minute: 'minute, minutes, min, mins, m',
    hour: 'hour, hours, hr, hrs, h',
    day: 'day, days, d',
    week: 'week, weeks, wk, wks, w',
    month: 'month, months, mo, mos',
    year: 'year, years, yr, yrs, y',
  },
  weekdays: {
    1: 'mon',
    2: 'tue, tues',
    3: 'wed, weds, wednesay, wensday, wendsday',
    4: 'thu, thur, thurs',
    5: 'fri',
    6: 'sat',
    7: 'sun',
  },
  repeatedWeekdays: {
    1: 'mondays', 2: 'tuesdays', 3: 'wednesdays', 4: 'thursdays', 5: 'fridays', 6: 'saturdays', 7: 'sundays',
  }, // prettier-ignore
  months: { 1: 'jan', 9: 'sept' },
  numbers: {
    1: 'one', 2: 'two, couple of, a couple of, a couple, couple', 3: 'three, a few, few', 4: 'four', 5: 'five', 6: 'six', 7: 'seven', 8: 'eight',
    9: 'nine', 10: 'ten', 11: 'eleven', 12: 'twelve', 14: 'fourteen', 15: 'fifteen', 20: 'twenty', 25: 'twenty five', 30: 'thirty',
    40: 'forty', 45: 'forty five', 60: 'sixty', 90: 'ninety',
  }, // prettier-ignore
  ordinals: {
    1: 'first', 2: 'second', 3: 'third', 4: 'fourth', 5: 'fifth', 6: 'sixth', 7: 'seventh', 8: 'eighth', 9: 'ninth', 10: 'tenth',
    11: 'eleventh', 12: 'twelfth', 13: 'thirteenth', 14: 'fourteenth', 15: 'fifteenth', 20: 'twentieth', 30: 'thirtieth',
  }, // prettier-ignore
  weekend: 'weekend, weekends, wkend, wknd, week end',
  workdays:
    'weekday, weekdays, workday, workdays, work day, work days, business day, business days, week day, week days, working day, working days',
  edges: {
    'end day': 'eod, end of day, end of the day, end of today, close of business, cob, close of play',
    'end week': 'eow, end of week, end of the week, end of this week, week end day',
    'end month':
      'eom, end of month, end of the month, end of this month, month end, months end, last day of the month, last day of month',
    'end year': 'eoy, end of year, end of the year, end of this year, year end, years end',
  },
  clockPrefixes: {
    30: 'half past, half',
    15: 'quarter past, quarter after, a quarter past',
    '-15': 'quarter to, quarter till, quarter of, a quarter to',
  },
  repeats: {
    DAILY: 'daily, everyday, every day, each day, nightly, every single day',
    WEEKLY: 'weekly, once a week, every week',
    MONTHLY: 'monthly, once a month, every month',
    YEARLY: 'yearly, annually, once a year, every year',
    '2 WEEKLY': 'biweekly, bi-weekly, fortnightly, every fortnight, once a fortnight',
    '3 MONTHLY': 'quarterly, every quarter, once a quarter',
    '6 MONTHLY': 'every half year, twice a year, half-yearly',
  },
  filters: {
    overdue: 'overdue, over due, late, past due, missed',
    none: 'none, no date, no due date, without date, without a date, without due date, without a due date, undated, unscheduled, someday',
  },
  spans: {
    '2 week': 'fortnight, a fortnight',
    '0.5 hour': 'half hour, a half hour, half an hour',
    '1.5 hour': 'an hour and a half, hour and a half',
  },
  roles: {
    before: 'before, b4, prior to',
    after: 'after, later than',
    since: 'since, from, starting, starting from, starting on, as of, beginning, starts, start',
    until: 'until, till, til, by, through, up to, no later than, ending, ends, end',
    by: 'by, due, due by, due on, due at, due date, before, until, till, til, no later than, not later than, deadline, due for, b4, starting, starting from, starting on, as of, beginning, since',
    on: 'on, onn, on the, by the, over, over the, from',
    at: 'at, by, before, after, until, till, @, around, about, approx, approximately, ~, at around, at about, exactly at',
    for: 'for, fo',
    in: 'in, within, inside of, after, in about, in around',
    within: 'within, inside of',
    hence: 'from now, later, hence, time, from today',
    ago: 'ago, back',
    from: 'from, after',
    next: 'next, nxt, nex',
    coming: 'coming, upcoming, the coming, following',
    this: 'this, current, ths',
    last: 'last, past, previous',
    article: 'the, a, an, my, our',
    hedge: 'sometime, some time, any time, anytime, later, early, late, maybe, probably, preferably, again',
    one: 'a, an, one',
    half: 'half, half a, half an, a half',
    of: 'of, in, on',
    and: 'and, &',
    start: 'start, beginning, begin, early',
    end: 'end, the end, late',
    every: 'every, each, evry, evey',
    other: 'other, second, alternate, 2nd',
    past: 'past, after',
    to: 'to, till, before',
    oclock: "o'clock, oclock, o clock",
    dom: 'the, on the, by the',
    'range-to': 'to, through, thru, until, till',
    stop: "to, and, or, with, about, please, pls, plz, thanks, thx, ty, for, on, at, in, by, from, re, regarding, that, so, but, then, because, when, if, before, after, until, via, near, sharp, i, we, he, she, they, it's, its, is, as, too, also, instead, not, asap, it, this, will, would, should, can, have, has, need",
  },
  markers:
    'the, to, my, call, buy, pay, send, get, add, me, for, with, at, on, by, and, remind, meeting, email, finish, book, task, tasks, is, i, of, go, make, take, do, check, clean, it, due, in, this, that, new, need, want, from, show, what, mark, move, set, have',
  doubtful:
    'sun, sat, wed, may, march, morning, evening, eve, night, early, noon, midday, lunchtime, midnight, afternoon, morn, arvo, nite, mornin, lunch time, first thing, in the morning, in the afternoon, in the evening, at night, late, august, april, june, dec, mar, jan',
  counted:
    'part, chapter, page, step, version, episode, size, score, room, unit, apt, apartment, no, number, level, phase, lot, task, item, season, volume, gate, bus, line, exit, lesson',
  byVerbs: 'stop by, come by, drop by, swing by, pass by, go by',
  nameEnds: 'morning, mornings, afternoon, afternoons, evening, evenings, night, nights',
  beforeParts: 'early, late, mid',
  otherwise: { sun: 'the, some, more, enjoy, get, catch, soak, of, hot, full, much' },
  beforeTitleDay: 'of',
  towards: 'to',
  persons: 'me, us',
  shared:
    'second, seconds, minute, minutes, min, mins, hour, hours, hrs, sec, secs, week, weeks, weekend, weekends, day, days',
  names:
    'black friday, cyber monday, good friday, ash wednesday, palm sunday, easter sunday, easter monday, taco tuesday, giving tuesday, super tuesday, super sunday, sunday times, sunday roast, sunday best, casual friday, friday the 13th, friday night lights, saturday night live, saturday night fever, ruby tuesday, manic monday, independence day, day off, night shift, morning star, may day, spring break, today show, the today show',
  notMisspelt:
    'sundae, sundry, friary, frida, monkey, sunda, augusta, mourning, moday, satay, marching, mayday, octopus, friendly, tomorrows, someday, mondale',
};
