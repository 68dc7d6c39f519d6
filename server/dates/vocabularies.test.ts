import { describe, expect, it } from 'vitest';
import { findDatePhrase } from './reading/find-date-phrase.ts';
import { resolveDue } from './resolve-due.ts';
import { showDue } from './calendar/show-wall-time.ts';

/** A Friday morning in New York; the reader's own language is English unless a row says otherwise. */
const context = { now: new Date('2026-11-20T15:00:00Z'), timeZone: 'America/New_York', locale: 'en-US' };

const DATES: Readonly<Record<string, readonly (readonly [text: string, rest: string, due: string])[]>> = {
  es: [
    ['comprar leche mañana a las 5 de la tarde', 'comprar leche', '2026-11-21 17:00'],
    ['mañana por la mañana llamar a mamá', 'llamar a mamá', '2026-11-21 09:00'],
    ['comprar pan el viernes', 'comprar pan', '2026-11-27'],
    ['pagar el alquiler el 1', 'pagar el alquiler', '2026-12-01'],
    ['pagar el alquiler el 1 de diciembre', 'pagar el alquiler', '2026-12-01'],
    ['pagar la luz pasado mañana a las 9:30', 'pagar la luz', '2026-11-22 09:30'],
    ['reunión el próximo lunes a las 10', 'reunión', '2026-11-23 10:00'],
    ['comprar flores a fin de mes', 'comprar flores', '2026-11-30'],
    ['llamar a Ana a las cinco y media', 'llamar a Ana', '2026-11-20 17:30'],
    ['entregar trabajo en 3 días', 'entregar trabajo', '2026-11-23'],
    ['llamar a Pedro esta noche a las 9', 'llamar a Pedro', '2026-11-20 21:00'],
    ['llamar en media hora', 'llamar', '2026-11-20 10:30'],
  ],
  fr: [
    ['appeler maman demain à 17h', 'appeler maman', '2026-11-21 17:00'],
    ['acheter du pain demain matin', 'acheter du pain', '2026-11-21 09:00'],
    ['réunion lundi prochain à 9h30', 'réunion', '2026-11-23 09:30'],
    ['payer le loyer le 1er', 'payer le loyer', '2026-12-01'],
    ["rendre le dossier d'ici vendredi", 'rendre le dossier', '2026-11-27'],
    ['appeler Paul dans 2 heures', 'appeler Paul', '2026-11-20 12:00'],
    ['dentiste le 24 décembre', 'dentiste', '2026-12-24'],
    ['fin du mois payer EDF', 'payer EDF', '2026-11-30'],
    ['ce soir sortir les poubelles', 'sortir les poubelles', '2026-11-20 18:00'],
    ['la semaine prochaine ranger', 'ranger', '2026-11-23'],
  ],
  de: [
    ['Mama morgen um 17 Uhr anrufen', 'Mama anrufen', '2026-11-21 17:00'],
    ['Milch kaufen übermorgen', 'Milch kaufen', '2026-11-22'],
    ['Bericht bis Freitag abgeben', 'Bericht abgeben', '2026-11-27'],
    ['Miete zahlen am 1.', 'Miete zahlen', '2026-12-01'],
    ['Zahnarzt nächsten Montag um 9', 'Zahnarzt', '2026-11-23 09:00'],
    ['in 2 Stunden Tabletten nehmen', 'Tabletten nehmen', '2026-11-20 12:00'],
    ['morgen früh Müll rausbringen', 'Müll rausbringen', '2026-11-21 09:00'],
    ['Treffen um halb sechs heute', 'Treffen', '2026-11-20 17:30'],
    ['Freitag morgen Laufen', 'Laufen', '2026-11-27 09:00'],
    ['bis Ende des Monats Steuer machen', 'Steuer machen', '2026-11-30'],
    ['Rechnung bezahlen bis zum 15. Dezember', 'Rechnung bezahlen', '2026-12-15'],
    ['verschiebe Zahnarzt auf Freitag', 'verschiebe Zahnarzt', '2026-11-27'],
  ],
  it: [
    ["cena l'ultimo venerdì di novembre", 'cena', '2026-11-27'],
    ['idraulico domani dalle 9 alle 11', 'idraulico', '2026-11-21 09:00'],
    ['chiamare mamma domani alle 17', 'chiamare mamma', '2026-11-21 17:00'],
    ['comprare il latte domani mattina', 'comprare il latte', '2026-11-21 09:00'],
    ['riunione venerdì prossimo alle 10', 'riunione', '2026-11-27 10:00'],
    ['pagare affitto il 1 dicembre', 'pagare affitto', '2026-12-01'],
    ['tra 2 ore chiamare Luca', 'chiamare Luca', '2026-11-20 12:00'],
    ['comprare regalo entro venerdì', 'comprare regalo', '2026-11-27'],
  ],
  pt: [
    ['ligar para mãe amanhã às 17h', 'ligar para mãe', '2026-11-21 17:00'],
    ['comprar leite amanhã de manhã', 'comprar leite', '2026-11-21 09:00'],
    ['reunião na sexta-feira às 10', 'reunião', '2026-11-27 10:00'],
    ['reunião na próxima segunda', 'reunião', '2026-11-23'],
    ['pagar aluguel dia 1', 'pagar aluguel', '2026-12-01'],
    ['daqui a 2 horas tomar remédio', 'tomar remédio', '2026-11-20 12:00'],
    ['pagar a conta amanhã às 5 da tarde', 'pagar a conta', '2026-11-21 17:00'],
  ],
  nl: [
    ['mama bellen morgen om 17 uur', 'mama bellen', '2026-11-21 17:00'],
    ['melk kopen overmorgen', 'melk kopen', '2026-11-22'],
    ['verslag inleveren voor vrijdag', 'verslag inleveren', '2026-11-27'],
    ['over 2 uur pillen nemen', 'pillen nemen', '2026-11-20 12:00'],
    ['volgende week maandag tandarts', 'tandarts', '2026-11-23'],
  ],
  ru: [
    ['ужин в первую субботу декабря', 'ужин', '2026-12-05'],
    ['купить подарок за два дня до четверга', 'купить подарок', '2026-11-24'],
    ['врач завтра в полшестого', 'врач', '2026-11-21 17:30'],
    ['позвонить маме завтра в 17:00', 'позвонить маме', '2026-11-21 17:00'],
    ['купить молоко послезавтра', 'купить молоко', '2026-11-22'],
    ['встреча в пятницу в 10 утра', 'встреча', '2026-11-27 10:00'],
    ['через 2 часа принять таблетки', 'принять таблетки', '2026-11-20 12:00'],
    ['через час позвонить', 'позвонить', '2026-11-20 11:00'],
    ['сдать отчет до конца месяца', 'сдать отчет', '2026-11-30'],
    ['в следующий понедельник врач', 'врач', '2026-11-23'],
    ['24 декабря подарки', 'подарки', '2026-12-24'],
    ['вынести мусор сегодня вечером', 'вынести мусор', '2026-11-20 18:00'],
  ],
  pl: [
    ['jutro o 17 zadzwonić do mamy', 'zadzwonić do mamy', '2026-11-21 17:00'],
    ['w piątek o 10 spotkanie', 'spotkanie', '2026-11-27 10:00'],
    ['za 2 godziny leki', 'leki', '2026-11-20 12:00'],
    ['pojutrze kupić mleko', 'kupić mleko', '2026-11-22'],
    ['zapłać czynsz do piątku', 'zapłać czynsz', '2026-11-27'],
  ],
  tr: [
    ["yarın saat 5'te annemi ara", 'annemi ara', '2026-11-21 17:00'],
    ['cuma günü toplantı', 'toplantı', '2026-11-27'],
    ['2 saat sonra ilaç al', 'ilaç al', '2026-11-20 12:00'],
    ["yarın sabah 9'da toplantı hatırlat", 'toplantı hatırlat', '2026-11-21 09:00'],
    ['cuma gününe kadar rapor', 'rapor', '2026-11-27'],
  ],
  hi: [
    ['कल शाम 5 बजे माँ को फोन करना', 'माँ को फोन करना', '2026-11-21 17:00'],
    ['आज दूध लाना', 'दूध लाना', '2026-11-20'],
    ['परसों डॉक्टर के पास जाना', 'डॉक्टर के पास जाना', '2026-11-22'],
    ['सोमवार को मीटिंग', 'मीटिंग', '2026-11-23'],
    ['2 घंटे में दवा लेना', 'दवा लेना', '2026-11-20 12:00'],
    ['kal doodh lena yaad dila dena', 'doodh lena yaad dila dena', '2026-11-21'],
    ['kal subah 9 baje meeting hai', 'meeting hai', '2026-11-21 09:00'],
    ['aaj shaam ko sabzi lana', 'sabzi lana', '2026-11-20 18:00'],
    ['parso doctor ke paas jana hai', 'doctor ke paas jana hai', '2026-11-22'],
    ['agle somvar ko report bhejna', 'report bhejna', '2026-11-23'],
    ['kal tak report bhejna', 'report bhejna', '2026-11-21'],
  ],
  ar: [
    ['عشاء آخر جمعة في نوفمبر', 'عشاء', '2026-11-27'],
    ['شراء هدية قبل الخميس بيومين', 'شراء هدية', '2026-11-24'],
    ['اتصل بأمي غدا الساعة 5 مساء', 'اتصل بأمي', '2026-11-21 17:00'],
    ['اتصل بأمي غدا الساعة ٥ مساء', 'اتصل بأمي', '2026-11-21 17:00'],
    ['اشتري الحليب بعد غد', 'اشتري الحليب', '2026-11-22'],
    ['اجتماع يوم الجمعة الساعة 10 صباحا', 'اجتماع', '2026-11-27 10:00'],
    ['بعد ساعتين خذ الدواء', 'خذ الدواء', '2026-11-20 12:00'],
  ],
  zh: [
    ['周四前两天买礼物', '买礼物', '2026-11-24'],
    ['12月第一个周六聚餐', '聚餐', '2026-12-05'],
    ['明天差十分六点打电话', '打电话', '2026-11-21 17:50'],
    ['明天下午五点给妈妈打电话', '给妈妈打电话', '2026-11-21 17:00'],
    ['后天买牛奶', '买牛奶', '2026-11-22'],
    ['周五上午9点开会', '开会', '2026-11-27 09:00'],
    ['两小时后吃药', '吃药', '2026-11-20 12:00'],
    ['把报告改到下周一', '把报告改', '2026-11-23'],
    ['月底前交报告', '交报告', '2026-11-30'],
    ['12月24日买礼物', '买礼物', '2026-12-24'],
    ['十二月二十四号买礼物', '买礼物', '2026-12-24'],
    ['下个月1号交房租', '交房租', '2026-12-01'],
    ['今晚八点半看电影', '看电影', '2026-11-20 20:30'],
  ],
  ja: [
    ['木曜の2日前にプレゼントを買う', 'プレゼントを買う', '2026-11-24'],
    ['明日6時10分前に電話', '電話', '2026-11-21 17:50'],
    ['大晦日にそばを食べる', 'そばを食べる', '2026-12-31'],
    ['明日の午後5時に母に電話する', '母に電話する', '2026-11-21 17:00'],
    ['来週の月曜日に歯医者', '歯医者', '2026-11-23'],
    ['2時間後に薬を飲む', '薬を飲む', '2026-11-20 12:00'],
    ['金曜日までにレポート', 'レポート', '2026-11-27'],
    ['来月5日に家賃', '家賃', '2026-12-05'],
  ],
};

function read(text: string, locale: string, language?: string): { rest: string; due: string } | null {
  const found = findDatePhrase(text, { ...context, locale, language });
  if (found === null) return null;
  const { due } = resolveDue(found.phrase, { ...context, locale, language: found.language });
  return { rest: found.rest, due: showDue(due, context.timeZone) };
}

describe.each(Object.entries(DATES))('dates in %s', (language, rows) => {
  it.each(rows)('reads %j typed by an English user', (text, rest, due) => {
    expect(read(text, 'en-US')).toEqual({ rest, due });
  });

  it.each(rows)('reads %j typed by a user of that language', (text, rest, due) => {
    expect(read(text, language)).toEqual({ rest, due });
    expect(read(text, 'en-US', language)).toEqual({ rest, due });
  });
});

it.each(['möte på fredag', 'soita äidille huomenna'])(
  'leaves %j, whose language has no vocabulary, as it is',
  (text) => {
    expect(read(text, 'sv')).toBeNull();
    expect(read(text, 'fi')).toBeNull();
  },
);
