import { describe, expect, it } from 'vitest';
import { findRecurrencePhrase } from './find-recurrence-phrase.ts';

const context = { locale: 'en-US' };

describe('findRecurrencePhrase', () => {
  it.each([
    ['water plants every monday at 9', 'every monday at 9', 'water plants'],
    ['take pills daily', 'daily', 'take pills'],
    ['every 2 weeks clean fridge', 'every 2 weeks', 'clean fridge'],
    ['pay rent monthly on the 1st', 'monthly on the 1st', 'pay rent'],
    ['gym every monday, wednesday and friday at 6pm', 'every monday, wednesday and friday at 6pm', 'gym'],
    ['on weekdays at 8 walk dog', 'on weekdays at 8', 'walk dog'],
    ['on the last friday of every month report', 'on the last friday of every month', 'report'],
    ['remind me every day at 9 until dec 1 to stretch', 'every day at 9 until dec 1', 'remind me to stretch'],
    ['regar plantas cada lunes a las 9', 'cada lunes a las 9', 'regar plantas'],
    ['jeden Montag um 9 Müll', 'jeden Montag um 9', 'Müll'],
    ['montags Sport', 'montags', 'Sport'],
    ['ежедневно в 8 зарядка', 'ежедневно в 8', 'зарядка'],
    ['每天8点吃药', '每天8点', '吃药'],
    ['roz subah 8 baje dawai leni hai', 'roz subah 8 baje', 'dawai leni hai'],
  ])('splits %j', (text, phrase, rest) => {
    expect(findRecurrencePhrase(text, context)).toMatchObject({ phrase, rest });
  });

  it.each([
    'buy milk',
    'write the daily report',
    'send weekly newsletter',
    'call everyone',
    'add "water plants every monday"',
    'call mom tomorrow',
    'call mom every now and then',
    'dentist monday',
  ])('finds none in %j', (text) => {
    expect(findRecurrencePhrase(text, context)).toBeNull();
  });
});
