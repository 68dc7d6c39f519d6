/** The moment and the zone that a rule is read in. */
export interface RuleClock {
  readonly now: Date;
  readonly timeZone: string;
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The calendar day of a rule: `today+1`, `dow(fri)`, `nextweek(mon)`, `dom(1)`, `eom`, `date(12-05)`; empty when it is none. */
export function findDay(rule: string, clock: RuleClock): string {
  const today = localDay(clock.now, clock.timeZone);
  const [, name = '', argument = ''] = /^(\w+?)(?:\(([\w-]+)\)|([+-]\d+))?$/u.exec(rule) ?? [];
  const weekday = (new Date(`${today}T00:00Z`).getUTCDay() + 6) % 7;
  const wanted = WEEKDAYS.indexOf(argument);
  if (name === 'today') return addDays(today, Number(rule.slice(5) || 0));
  if (name === 'dow') return addDays(today, ((wanted - weekday + 6) % 7) + 1);
  if (name === 'nextweek') return addDays(today, 7 - weekday + wanted);
  for (let days = 0; days < 400; days += 1) {
    const day = addDays(today, days);
    if (name === 'dom' && days > 0 && Number(day.slice(8)) === Number(argument)) return day;
    if (name === 'eom' && addDays(day, 1).endsWith('-01')) return day;
    if (name === 'date' && days > 0 && day.endsWith(argument)) return day;
  }
  return '';
}

/** A calendar day so many days later. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The calendar day of an instant in a zone, YYYY-MM-DD. */
export function localDay(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
}
