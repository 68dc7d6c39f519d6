import { describe, expect, it } from 'vitest';
import { findDatePhrase } from './find-date-phrase.ts';

/** A Friday morning in New York. */
const context = { now: new Date('2026-11-20T15:00:00Z'), timeZone: 'America/New_York', locale: 'en-US' };

describe('findDatePhrase', () => {
  it.each([
    ['call mom tomorrow at 5pm', 'tomorrow at 5pm', 'call mom'],
    ['cal mom tmrw 6', 'tmrw 6', 'cal mom'],
    ['book flights by end of month', 'end of month', 'book flights'],
    ['pay rent on the 1st', 'on the 1st', 'pay rent'],
    ['take pills in 2 hours', 'in 2 hours', 'take pills'],
    ['friday 9am dentist', 'friday 9am', 'dentist'],
    ['dentist next week', 'next week', 'dentist'],
    ['call bob tonight', 'tonight', 'call bob'],
    ['call bob this evening', 'this evening', 'call bob'],
    ['lunch at noon', 'at noon', 'lunch'],
    ['meeting with tax guy on 3/4', '3/4', 'meeting with tax guy'],
    ['wrap gifts dec 24', 'dec 24', 'wrap gifts'],
    ['wrap gifts 24.12.', '24.12.', 'wrap gifts'],
    ['submit report 2026-12-01 18:30', '2026-12-01 18:30', 'submit report'],
    ['send invoice yesterday', 'yesterday', 'send invoice'],
    ['submit taxes before april 15', 'april 15', 'submit taxes'],
    ['project x due date friday', 'friday', 'project x'],
    ['due: tomorrow report', 'tomorrow', 'report'],
    ['report (due friday)', 'friday', 'report'],
    ['buy bread, tomorrow, please', 'tomorrow', 'buy bread, please'],
    ['buy bread - tomorrow', 'tomorrow', 'buy bread'],
    ['today: buy bread', 'today', 'buy bread'],
    ['at 5pm call mom tomorrow', 'tomorrow at 5pm', 'call mom'],
    ['remind me tomorrow to call mom at 6pm', 'tomorrow at 6pm', 'remind me to call mom'],
    ['dinner at 7 for 4 people on saturday', 'saturday at 7', 'dinner for 4 people'],
    ['drop off car first thing tomorrow morning', 'first thing tomorrow morning', 'drop off car'],
    ['the 15th of next month pay card', 'the 15th of next month', 'pay card'],
    ['exam monday, december 14th at 10am', 'monday, december 14th at 10am', 'exam'],
    ['call bob 5-6pm tomorrow', '5-6pm tomorrow', 'call bob'],
    ['meeting thursday 14:00-15:00', 'thursday 14:00-15:00', 'meeting'],
    ['in an hour and a half take meds', 'in an hour and a half', 'take meds'],
    ['two weeks from monday gym', 'two weeks from monday', 'gym'],
    ['log in tomorrow', 'tomorrow', 'log in'],
    ['stop by friday', 'friday', 'stop by'],
    ['study for 2 hours tomorrow', 'tomorrow', 'study for 2 hours'],
    ['tomorrow 2 eggs', 'tomorrow', '2 eggs'],
    ['pay $50 by friday', 'friday', 'pay $50'],
    ['see may on monday', 'monday', 'see may'],
    ['finish by end of day friday', 'end of day friday', 'finish'],
    ['move dentist from friday to monday', 'monday', 'move dentist from friday to'],
    ['clean gutters on the weekend', 'weekend', 'clean gutters'],
    ['meeting w/ joe tues @2pm', 'tues 2pm', 'meeting w/ joe'],
    ['doc appt 3.12. 16:00', '3.12. 16:00', 'doc appt'],
    ['parents evening thursday 6pm', 'thursday 6pm', 'parents evening'],
    ["parents' evening on thursday at 6pm", 'thursday at 6pm', "parents' evening"],
    ['quiz night on friday at 8', 'friday at 8', 'quiz night'],
    ['call mom friday evening', 'friday evening', 'call mom'],
    ['call mom in the evening on friday', 'in the evening on friday', 'call mom'],
    ['tomorrow', 'tomorrow', ''],
  ])('splits %j', (text, phrase, rest) => {
    expect(findDatePhrase(text, context)).toMatchObject({ phrase, rest });
  });

  it.each([
    'tmrw',
    'tomorow',
    'tommorow',
    'tmr',
    'tomorrrow',
    'tdy',
    'wednesay',
    'wensday',
    'satuday',
    'thurdsay',
    'tuesady',
  ])('mends %s', (word) => {
    expect(findDatePhrase(`call mom ${word}`, context)?.rest).toBe('call mom');
  });

  it.each([
    "add “Read Tomorrow's paper”",
    'add "meet me tomorrow"',
    "add 'finish on friday'",
    'add «demain matin»',
    'add „Morgen um 5“',
    'add ‘call tomorrow’',
    'add 「明日」',
    'email bob@friday.com',
    'read https://example.com/2026-12-01/today',
    'tag it #tomorrow',
  ])('never mines %s', (text) => {
    expect(findDatePhrase(text, context)).toBeNull();
  });

  it.each([
    'A4 paper',
    'Finish Q3 budget deck',
    'Run 5k',
    'call 911',
    'buy 2 eggs',
    'buy 3 lamps',
    'call May',
    'email april about budget',
    'buy sun cream',
    'enjoy the sun',
    'the second one',
    'buy 3/4 cup flour',
    'chapter 3/4',
    'watch 24/7',
    'read 1984',
    'meet at 12 main street',
    'work for 2 hours',
    'the friday report',
    'send monday report',
    "buy friday's newspaper",
    'Edge of Tomorrow',
    'buy 2 tickets for the 7pm show',
    'review Q4 2026 plan',
    'call 555-1234',
    'ice cream sundae',
    'call Frida',
    'morning run',
    'do it later',
    'version 2.10',
    'check off number 2',
    'task 12',
    'remove task 3',
    'buy candles for sunday dinner',
    'mardi gras party',
    'black friday shopping',
    'watch Saturday Night Live',
  ])('leaves the title %j whole', (text) => {
    expect(findDatePhrase(text, context)).toBeNull();
  });

  it('reads the date outside a quoted title', () => {
    expect(findDatePhrase('add "Read Tomorrow\'s paper" friday 9am', context)).toMatchObject({
      phrase: 'friday 9am',
      rest: 'add "Read Tomorrow\'s paper"',
    });
  });

  it('says where the phrase stands, preposition included', () => {
    expect(findDatePhrase('pay rent by friday', context)).toMatchObject({ phrase: 'friday', start: 9, end: 18 });
  });

  it('keeps apostrophes of words apart from quotes', () => {
    expect(findDatePhrase("don't forget mom's cake tomorrow", context)?.rest).toBe("don't forget mom's cake");
  });

  it('does not look for English words in a text said to be French', () => {
    expect(findDatePhrase('acheter mon sat', { ...context, locale: 'fr-FR', language: 'fr' })).toBeNull();
  });
});
