import { describe, expect, it } from 'vitest';
import { findWhen } from './reading/find-when.ts';
import { parseRecurrence } from './reading/repetitions/parse-recurrence.ts';

/** A Friday afternoon in Berlin. */
const context = { now: new Date('2026-11-20T15:00:00Z'), timeZone: 'Europe/Berlin' };

/** What native speakers typed. */
const REPETITIONS: Readonly<Record<string, readonly (readonly [text: string, rest: string, rrule: string])[]>> = {
  de: [
    ['Laufen täglich, aber nicht am Wochenende', 'Laufen', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['Kurs jeden Dienstag bis zum 20. Dezember um 18 Uhr', 'Kurs', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261220'],
  ],
  fr: [
    ['Yoga tous les mercredis pendant 6 semaines', 'Yoga', 'FREQ=WEEKLY;BYDAY=WE;COUNT=6'],
    ['Kiné pendant 6 semaines tous les mardis', 'Kiné', 'FREQ=WEEKLY;BYDAY=TU;COUNT=6'],
  ],
  es: [
    ['Fisio cada miércoles por 6 semanas', 'Fisio', 'FREQ=WEEKLY;BYDAY=WE;COUNT=6'],
    ['Yoga todos los días laborables', 'Yoga', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  ],
  it: [['Antibiotico ogni giorno per 10 giorni', 'Antibiotico', 'FREQ=DAILY;COUNT=10']],
  pt: [
    ['Aula durante 6 semanas toda terça', 'Aula', 'FREQ=WEEKLY;BYDAY=TU;COUNT=6'],
    ['Pagar na primeira segunda-feira de cada mês', 'Pagar', 'FREQ=MONTHLY;BYDAY=1MO'],
  ],
  nl: [
    ['Fysio elke dinsdag zes weken lang', 'Fysio', 'FREQ=WEEKLY;BYDAY=TU;COUNT=6'],
    ['Bridge elke laatste donderdag van de maand', 'Bridge', 'FREQ=MONTHLY;BYDAY=-1TH'],
    ['Sporten van maandag tot en met vrijdag', 'Sporten', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  ],
  pl: [
    ['Leki codziennie przez 10 dni', 'Leki', 'FREQ=DAILY;COUNT=10'],
    ['Czynsz w pierwszy poniedziałek każdego miesiąca', 'Czynsz', 'FREQ=MONTHLY;BYDAY=1MO'],
    ['Angielski we wtorki i czwartki', 'Angielski', 'FREQ=WEEKLY;BYDAY=TU,TH'],
  ],
  tr: [
    ['Pazar hariç her gün ilaç al', 'ilaç al', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA'],
    ["20 Aralık'a kadar her salı kurs", 'kurs', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261220'],
    ['6 hafta boyunca her çarşamba fizik tedavi', 'fizik tedavi', 'FREQ=WEEKLY;BYDAY=WE;COUNT=6'],
    ['Her ay ilk pazartesi aidat', 'aidat', 'FREQ=MONTHLY;BYDAY=1MO'],
  ],
  hi: [
    ['20 दिसंबर तक हर मंगलवार क्लास', 'क्लास', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261220'],
    ['हर दिन रविवार को छोड़कर दवा', 'दवा', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA'],
    ['har mahine ke pehle somvar ko kiraya dena', 'kiraya dena', 'FREQ=MONTHLY;BYDAY=1MO'],
    ['6 hafte tak har budhvar physio', 'physio', 'FREQ=WEEKLY;BYDAY=WE;COUNT=6'],
  ],
  ru: [
    ['Физио каждую среду в течение 6 недель', 'Физио', 'FREQ=WEEKLY;BYDAY=WE;COUNT=6'],
    ['Курс по вторникам 6 недель', 'Курс', 'FREQ=WEEKLY;BYDAY=TU;COUNT=6'],
    ['Курс каждый вторник до 20 декабря', 'Курс', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261220'],
    ['Встреча в последний четверг каждого месяца', 'Встреча', 'FREQ=MONTHLY;BYDAY=-1TH'],
  ],
  zh: [
    ['每周二上课直到12月20日', '上课', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261220'],
    ['每天吃药到12月5日', '吃药', 'FREQ=DAILY;UNTIL=20261205'],
    ['每周一三五跑步', '跑步', 'FREQ=WEEKLY;BYDAY=MO,WE,FR'],
    ['每月最后一个周五开会', '开会', 'FREQ=MONTHLY;BYDAY=-1FR'],
    ['除了周日每天吃药', '吃药', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA'],
  ],
  ja: [
    ['12月5日まで毎日薬', '薬', 'FREQ=DAILY;UNTIL=20261205'],
    ['毎週火曜と木曜に英会話', '英会話', 'FREQ=WEEKLY;BYDAY=TU,TH'],
    ['毎週月水金ジョギング', 'ジョギング', 'FREQ=WEEKLY;BYDAY=MO,WE,FR'],
    ['毎月第一月曜日に家賃', '家賃', 'FREQ=MONTHLY;BYDAY=1MO'],
    ['日曜以外毎日薬を飲む', '薬を飲む', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA'],
  ],
  ar: [
    ['دورة كل ثلاثاء حتى 20 ديسمبر', 'دورة', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261220'],
    ['درس كل ثلاثاء وخميس', 'درس', 'FREQ=WEEKLY;BYDAY=TU,TH'],
    ['دفع الإيجار أول اثنين من كل شهر', 'دفع الإيجار', 'FREQ=MONTHLY;BYDAY=1MO'],
    ['رياضة كل يوم عدا الجمعة والسبت', 'رياضة', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SU'],
  ],
};

describe.each(Object.entries(REPETITIONS))('repetitions in %s', (locale, rows) => {
  it.each(rows)('reads %j whole', (text, rest, rrule) => {
    const found = findWhen(text, { ...context, locale });
    expect(found).toMatchObject({ rest });
    expect(found?.leftover).toBeUndefined();
    expect(parseRecurrence(found?.recurrence ?? '', { ...context, locale })).toMatchObject({ rrule });
  });
});

it.each([
  ['de', 'Arzt nicht Montag sondern Dienstag'],
  ['fr', 'Rendez-vous pas lundi mais mardi'],
  ['zh', '每天吃药吃10天'],
  ['ja', '毎週金曜に3日間の計画を立てる'],
  ['ar', 'درس يومي الثلاثاء والخميس'],
  ['nl', 'Kurs elke dinsdag, samen 6 weken'],
  ['es', 'Cena el último viernes'],
])('asks, in %s, about %j', (locale, text) => {
  expect(findWhen(text, { ...context, locale })?.leftover).toBeDefined();
});
