import { readMoment } from '../read-moment.ts';
import { hasRole, type Sentence, SURENESS } from '../reading.ts';
import type { RecurrenceReading } from './read-recurrence.ts';

/** Reads when a repetition begins or ends: "starting monday", "until june", "12月5日まで". */
export function readBound(sentence: Sentence, reading: RecurrenceReading): RecurrenceReading | undefined {
  const { terms } = sentence;
  const at = terms[reading.end]?.kind === 'comma' ? reading.end + 1 : reading.end;
  const before = hasRole(terms[at], 'until') ? 'until' : hasRole(terms[at], 'since') ? 'since' : undefined;
  if (before === undefined) return readUntilBehind(sentence, reading, at);
  const moment = readMoment(sentence, at + 1);
  // "until dec 10 water plants": behind "until" a day of a month is one, whatever follows.
  const isSure = moment?.sureness !== SURENESS.never || moment.moment.day?.kind === 'calendar';
  if (moment?.moment.day === undefined || !isSure) return undefined;
  // "until dec 20 at 6pm": the time is that of each.
  const { clock, part, ...day } = moment.moment;
  const isEach = before === 'until' && reading.clock === undefined && day.day?.kind === 'calendar';
  const time = isEach ? { clock, part: part ?? reading.part, until: day } : { [before]: moment.moment };
  return { ...reading, ...time, end: moment.end };
}

/** "20 दिसंबर तक", "20 Aralık'a kadar": the word stands behind the day. */
function readUntilBehind(sentence: Sentence, reading: RecurrenceReading, at: number): RecurrenceReading | undefined {
  if (sentence.vocabulary.isPostpositional !== true) return undefined;
  const moment = readMoment(sentence, at);
  if (moment?.moment.day === undefined || moment.core !== at) return undefined;
  const end = [moment.end, moment.end + 1].find((each) => hasRole(sentence.terms[each - 1], 'until'));
  return end === undefined ? undefined : { ...reading, until: moment.moment, end };
}
