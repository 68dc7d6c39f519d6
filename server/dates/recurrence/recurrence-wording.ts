import type { DateLanguage } from '../../text/languages.ts';
import type { Frequency } from '../../languages/vocabulary.ts';

/** How one language says how often. `{n}` is a number, `{unit}` a counted unit such as "2 weeks", `{days}` weekdays, `{date}` a date. */
export interface RecurrenceWording extends Readonly<Record<Frequency, string>> {
  readonly every: string;
  readonly workdays: string;
  /** Every such weekday; languages that bend "every" after the day put it behind a colon instead. */
  readonly weekdays: string;
  readonly monthDay: string;
  readonly lastDay: string;
  readonly until: string;
  /** That there is more to it than there are words for. */
  readonly special: string;
}

/** The wording of each language dates are read in but English, by its code. */
export const RECURRENCE_WORDINGS: Readonly<Record<Exclude<DateLanguage, 'en'>, RecurrenceWording>> = {
  es: { DAILY: 'cada día', WEEKLY: 'cada semana', MONTHLY: 'cada mes', YEARLY: 'cada año', every: 'cada {unit}', workdays: 'de lunes a viernes', weekdays: 'cada {days}', monthDay: 'el día {n}', lastDay: 'el último día', until: 'hasta el {date}', special: 'con una regla especial' },
  fr: { DAILY: 'chaque jour', WEEKLY: 'chaque semaine', MONTHLY: 'chaque mois', YEARLY: 'chaque année', every: 'périodicité : {unit}', workdays: 'du lundi au vendredi', weekdays: 'chaque {days}', monthDay: 'le {n}', lastDay: 'le dernier jour', until: 'jusqu’au {date}', special: 'selon une règle particulière' },
  de: { DAILY: 'jeden Tag', WEEKLY: 'jede Woche', MONTHLY: 'jeden Monat', YEARLY: 'jedes Jahr', every: 'alle {unit}', workdays: 'jeden Werktag', weekdays: 'jeden {days}', monthDay: 'am {n}.', lastDay: 'am letzten Tag', until: 'bis {date}', special: 'nach besonderer Regel' },
  it: { DAILY: 'ogni giorno', WEEKLY: 'ogni settimana', MONTHLY: 'ogni mese', YEARLY: 'ogni anno', every: 'ogni {unit}', workdays: 'dal lunedì al venerdì', weekdays: 'ogni {days}', monthDay: 'il giorno {n}', lastDay: 'l’ultimo giorno', until: 'fino al {date}', special: 'secondo una regola particolare' },
  pt: { DAILY: 'todos os dias', WEEKLY: 'todas as semanas', MONTHLY: 'todos os meses', YEARLY: 'todos os anos', every: 'a cada {unit}', workdays: 'de segunda a sexta', weekdays: 'toda semana: {days}', monthDay: 'no dia {n}', lastDay: 'no último dia', until: 'até {date}', special: 'segundo uma regra especial' },
  nl: { DAILY: 'elke dag', WEEKLY: 'elke week', MONTHLY: 'elke maand', YEARLY: 'elk jaar', every: 'om de {unit}', workdays: 'elke werkdag', weekdays: 'elke {days}', monthDay: 'op dag {n}', lastDay: 'op de laatste dag', until: 'tot en met {date}', special: 'volgens een bijzondere regel' },
  pl: { DAILY: 'codziennie', WEEKLY: 'co tydzień', MONTHLY: 'co miesiąc', YEARLY: 'co rok', every: 'co {unit}', workdays: 'w dni robocze', weekdays: 'co tydzień: {days}', monthDay: '{n}. dnia', lastDay: 'ostatniego dnia', until: 'do {date}', special: 'według osobnej reguły' },
  ru: { DAILY: 'каждый день', WEEKLY: 'каждую неделю', MONTHLY: 'каждый месяц', YEARLY: 'каждый год', every: 'раз в {unit}', workdays: 'по будням', weekdays: 'каждую неделю: {days}', monthDay: '{n}-го числа', lastDay: 'в последний день', until: 'до {date}', special: 'по особому правилу' },
  uk: { DAILY: 'щодня', WEEKLY: 'щотижня', MONTHLY: 'щомісяця', YEARLY: 'щороку', every: 'раз на {unit}', workdays: 'по буднях', weekdays: 'щотижня: {days}', monthDay: '{n}-го числа', lastDay: 'в останній день', until: 'до {date}', special: 'за особливим правилом' },
  tr: { DAILY: 'her gün', WEEKLY: 'her hafta', MONTHLY: 'her ay', YEARLY: 'her yıl', every: '{unit} arayla', workdays: 'hafta içi her gün', weekdays: 'her {days}', monthDay: 'ayın {n}. günü', lastDay: 'son gün', until: 'son: {date}', special: 'özel bir kurala göre' },
  hi: { DAILY: 'हर दिन', WEEKLY: 'हर हफ़्ते', MONTHLY: 'हर महीने', YEARLY: 'हर साल', every: 'हर {unit}', workdays: 'सोमवार से शुक्रवार', weekdays: 'हर {days}', monthDay: '{n} तारीख को', lastDay: 'आख़िरी दिन', until: '{date} तक', special: 'विशेष नियम के अनुसार' },
  ar: { DAILY: 'كل يوم', WEEKLY: 'كل أسبوع', MONTHLY: 'كل شهر', YEARLY: 'كل سنة', every: 'كل {unit}', workdays: 'أيام العمل', weekdays: 'كل أسبوع: {days}', monthDay: 'يوم {n}', lastDay: 'اليوم الأخير', until: 'حتى {date}', special: 'وفق قاعدة خاصة' },
  zh: { DAILY: '每天', WEEKLY: '每周', MONTHLY: '每月', YEARLY: '每年', every: '每{unit}', workdays: '每个工作日', weekdays: '每{days}', monthDay: '{n}日', lastDay: '最后一天', until: '至{date}', special: '按特殊规则' },
  ja: { DAILY: '毎日', WEEKLY: '毎週', MONTHLY: '毎月', YEARLY: '毎年', every: '{unit}ごと', workdays: '平日', weekdays: '毎週{days}', monthDay: '{n}日', lastDay: '末日', until: '{date}まで', special: '特別な規則による' },
}; // prettier-ignore
