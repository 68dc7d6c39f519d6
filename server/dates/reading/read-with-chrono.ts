import { type Chrono, casual as finnish } from 'chrono-node/fi';
import { casual as indonesian } from 'chrono-node/id';
import { casual as swedish } from 'chrono-node/sv';
import { casual as vietnamese } from 'chrono-node/vi';
import type { Moment } from '../words/moment.ts';
import { type DateContext } from '../calendar/resolve-moment.ts';
import { toWallClock } from '../calendar/zoned-time.ts';

/** Languages that chrono reads and our vocabularies do not. */
const CHRONOS: Readonly<Record<string, Chrono>> = { fi: finnish, id: indonesian, sv: swedish, vi: vietnamese };

/** Characters looked at: chrono takes a tenth of a second for a few hundred hostile ones. */
const MAX_SCANNED = 200;

/** A moment that chrono found, and where. */
export interface ChronoReading {
  readonly moment: Moment;
  readonly start: number;
  readonly end: number;
  readonly language: string;
}

/** Reads the first date of a text in a language we have no words for; undefined for the others. */
export function readWithChrono(text: string, context: DateContext): ChronoReading | undefined {
  const language = (context.language ?? context.locale).split(/[-_]/u)[0]?.toLowerCase() ?? '';
  const chrono = CHRONOS[language];
  if (chrono === undefined) return undefined;
  const wall = toWallClock(context.now, context.timeZone);
  // chrono gets the wall clock as if it were UTC, so that it never sees a zone it could get wrong.
  const reference = { instant: new Date(wall.toZonedDateTime('UTC').epochMilliseconds), timezone: 0 };
  const [found] = chrono.parse(text.slice(0, MAX_SCANNED), reference, { forwardDate: true });
  const moment = found === undefined ? undefined : toMoment(found.start);
  if (found === undefined || moment === undefined || found.text.length < 3) return undefined;
  return { moment, start: found.index, end: found.index + found.text.length, language };
}

type Components = ReturnType<Chrono['parse']>[number]['start'];

function toMoment(start: Components): Moment | undefined {
  const [year, month, day, weekday, hour, minute] = (
    ['year', 'month', 'day', 'weekday', 'hour', 'minute'] as const
  ).map((part) => start.get(part) ?? 0);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const moment: Moment = {};
  // "friday" alone is ours to place: chrono counts today.
  if (start.isCertain('weekday') && !start.isCertain('day'))
    moment.day = { kind: 'weekday', weekday: weekday === 0 || weekday === undefined ? 7 : weekday, which: 'first' };
  else if (start.isCertain('day')) moment.day = { kind: 'calendar', year, month, day };
  else if (start.isCertain('month')) moment.day = { kind: 'month', month, ...(start.isCertain('year') && { year }) };
  if (start.isCertain('hour')) moment.clock = { hour: hour ?? 0, minute: minute ?? 0, isLiteral: true };
  return moment.day === undefined && moment.clock === undefined ? undefined : moment;
}
