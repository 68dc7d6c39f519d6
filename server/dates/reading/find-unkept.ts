import { readDurations } from './days/read-duration.ts';
import type { TimeUnit } from '../../languages/vocabulary.ts';
import type { Frequency } from '../../languages/vocabulary.ts';
import type { Leftover } from './find-leftover.ts';
import { hasRole, readAmount, type Sentence, skipRole } from './reading.ts';
import { isIn, type TextSpan } from './text-span.ts';

/** A repetition that is not kept, and the one that comes nearest. */
interface Unkept extends TextSpan {
  readonly frequency: Frequency;
}

/** Finds "every 6 hours", "twice a day", "3 times a week": what a task cannot repeat by, apart from what was read. */
export function findUnkept({ terms, ...sentence }: Sentence, spans: readonly TextSpan[]): Unkept | undefined {
  for (const [position, term] of terms.entries()) {
    if (isIn(term, spans)) continue;
    if (hasRole(term, 'every') && !hasRole(term, 'article', 'on', 'at')) {
      const at = readAmount(terms[position + 1]) === undefined ? position + 1 : position + 2;
      const { unit, span } = terms[at]?.meaning ?? {};
      const said = span?.unit ?? unit;
      if (said !== undefined)
        return { start: term.start, end: endOf({ terms, ...sentence }, at), frequency: frequencyOf(said) };
    }
    if (!hasRole(term, 'times')) continue;
    const at = skipRole({ terms, ...sentence }, position + 1, 'article', 'one', 'every');
    const count = readAmount(terms[position - 1]) === undefined ? term : terms[position - 1];
    const unit = terms[at]?.meaning.unit;
    if (at > position + 1 && unit !== undefined)
      return {
        start: count?.start ?? term.start,
        end: endOf({ terms, ...sentence }, at),
        frequency: frequencyOf(unit),
      };
  }
  return undefined;
}

/** How long it goes on is part of it: "every 4 hours for 5 days". */
function endOf(sentence: Sentence, position: number): number {
  const { terms } = sentence;
  const lasting = hasRole(terms[position + 1], 'for') ? readDurations(sentence, position + 2, false) : undefined;
  return terms[(lasting?.end ?? position + 1) - 1]?.end ?? 0;
}

function frequencyOf(unit: TimeUnit): Frequency {
  if (unit === 'week') return 'WEEKLY';
  if (unit === 'month') return 'MONTHLY';
  return unit === 'year' ? 'YEARLY' : 'DAILY';
}

const DATE = String.raw`\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?`;
const WRITTEN_RANGE = new RegExp(String.raw`(?<![\p{L}\p{N}/.-])(${DATE})\s?[-–]\s?(${DATE})(?![\p{L}\p{N}/-])`, 'u');

/** Finds "24-28 dec", "dec 3-5", "20/12 - 3/1": a task is due once, so which of the two days is asked. */
export function findDateRange(text: string, sentence: Sentence): Leftover | undefined {
  const written = WRITTEN_RANGE.exec(text);
  if (written !== null) {
    const [whole, first, last] = written;
    return { start: written.index, end: written.index + whole.length, instead: first, other: last };
  }
  const { terms } = sentence;
  for (const [position, link] of terms.entries()) {
    if (link.kind !== 'mark' || !/^[-–]$/u.test(link.text)) continue;
    const [before, first, last, after] = [-2, -1, 1, 2].map((step) => terms[position + step]);
    if (!isDate(first?.text) || !isDate(last?.text)) continue;
    const month = after?.meaning.month === undefined ? before : after;
    if (month?.meaning.month === undefined || first === undefined || last === undefined) continue;
    const start = Math.min(first.start, month.start);
    const end = Math.max(last.end, month.end);
    return { start, end, instead: `${first.text} ${month.text}`, other: `${last.text} ${month.text}` };
  }
  return undefined;
}

function isDate(text = ''): boolean {
  return /^\d{1,2}$/u.test(text) && Number(text) >= 1 && Number(text) <= 31;
}
