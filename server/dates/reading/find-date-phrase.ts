import { cutSpans } from '../words/cut-spans.ts';
import { isListed } from '../words/lexicon.ts';
import { chooseLexicons, isDayWord, type LexiconChoice, wordsOfAll } from './lexicons.ts';
import { readTerms, type Term } from './read-terms.ts';
import { isPartOfName, isTitleWord } from './is-title-word.ts';
import { MAX_SCANNED, maskUnmined } from '../words/mask-unmined.ts';
import { type MomentReading, readMoment } from './read-moment.ts';
import { hasRole, isBoundary, type Sentence, SURENESS } from './reading.ts';
import type { DateContext } from '../calendar/resolve-moment.ts';
import { tokenize } from '../words/tokenize.ts';

/** The part of a sentence that is a due date. */
export interface FoundPhrase {
  /** What `resolveDue` reads, for example "tomorrow at 5pm"; day first when the sentence had them apart. */
  readonly phrase: string;
  /** Where the phrase (its day, when day and time stand apart) starts in the text, prepositions included. */
  readonly start: number;
  readonly end: number;
  /** All stretches that the date is said in, in order. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  /** The sentence without the date and the words that led to it. */
  readonly rest: string;
  /** The language the date was read in. */
  readonly language: string;
  /** It names a day, one on which something starts ("from dec 1"), or a time of whatever day. */
  readonly names?: 'day' | 'start' | 'time' | undefined;
}

interface Candidate extends MomentReading {
  readonly sentence: Sentence;
  readonly score: number;
}

/**
 * Finds the due date in a sentence. Quoted text, links, tags and words such as "Q3" or "5k" are never taken for dates.
 * @returns null when the sentence has no date
 */
export function findDatePhrase(text: string, context: DateContext): FoundPhrase | null {
  const tokens = tokenize(maskUnmined(text.slice(0, MAX_SCANNED), isDayWord));
  const choices = chooseLexicons(text.slice(0, MAX_SCANNED), tokens, [context.language, context.locale]);
  let best: { found: Candidate; all: Candidate[] } | undefined;
  for (const choice of choices) {
    const terms = readTerms(tokens, choice.lexicon, choice === choices[0]);
    if (choice.trust === 'possible' && !terms.some(isUnmistakable)) continue;
    const all = listCandidates({ terms, vocabulary: choice.lexicon.vocabulary, isPhrase: false }, choice);
    const found = all.reduce<Candidate | undefined>(
      (top, candidate) => (top === undefined || candidate.score > top.score ? candidate : top),
      undefined,
    );
    if (found !== undefined && (best === undefined || found.score > best.found.score)) best = { found, all };
  }
  return best === undefined ? null : describeFound(text, best.found, findPartner(best.found, best.all));
}

function listCandidates(sentence: Sentence, choice: LexiconChoice): Candidate[] {
  const candidates: Candidate[] = [];
  for (let position = 0; position < sentence.terms.length; position += 1) {
    if (!canStart(sentence, position)) continue;
    const reading = readMoment(sentence, position);
    if (reading === undefined || !isAccepted(sentence, reading, choice)) continue;
    candidates.push({ ...reading, sentence, score: scoreReading(sentence, reading, choice) });
    position = reading.end - 1;
  }
  return candidates;
}

function canStart(sentence: Sentence, position: number): boolean {
  const term = sentence.terms[position];
  if (term === undefined || term.kind === 'comma' || term.kind === 'mark') return false;
  if (isPartOfName(sentence, position)) return false;
  return term.kind !== 'word' || Object.keys(term.meaning).length > 0;
}

function isAccepted(sentence: Sentence, reading: MomentReading, { trust, lexicon }: LexiconChoice): boolean {
  const { sureness } = reading;
  const isFree = isBoundary(sentence, reading.end);
  const isAtEdge = reading.start === 0 || reading.end >= sentence.terms.length;
  if (sureness === SURENESS.never || isTitleWord(sentence, reading)) return false;
  if (trust === 'possible' && !sentence.terms.slice(reading.core, reading.end).some(isUnmistakable)) return false;
  if (sureness === SURENESS.always) return true;
  if (trust === 'possible' && lexicon.vocabulary.language !== 'en') return false;
  if (reading.start === 0 && (reading.hasPreposition || isSureAbbreviation(sentence, reading))) return true;
  if (!isFree) return false;
  return reading.hasPreposition || (sureness === SURENESS.atEdge && isAtEdge);
}

/** "fri gym": short, but hardly anything else. */
function isSureAbbreviation({ terms, vocabulary }: Sentence, { core }: MomentReading): boolean {
  const { weekday, isDoubtful } = terms[core]?.meaning ?? {};
  return vocabulary.language === 'en' && weekday !== undefined && isDoubtful !== true;
}

/** Words of other languages that English, or a name, has too. */
const SHARED = wordsOfAll(({ shared }) => shared);

/** Whether a term can only be a date word of its language, so that it counts in a text of another. */
function isUnmistakable({ text, meaning }: Term): boolean {
  const { isDoubtful, isAbbreviation, unit, offset, weekday, month, edge, span, isWeekend } = meaning;
  if (isDoubtful === true || isAbbreviation === true || SHARED.has(text)) return false;
  if (unit !== undefined) return text.length >= 3;
  if (offset !== undefined) return text.length >= 4;
  return (weekday ?? month ?? edge ?? span ?? isWeekend) !== undefined && text.length >= 5;
}

function scoreReading(
  sentence: Sentence,
  { moment, start, core, end, hasPreposition }: MomentReading,
  { trust, lexicon }: LexiconChoice,
): number {
  const { terms } = sentence;
  const isLedBy = terms.slice(start, core).some((term) => hasRole(term, 'by') && !hasRole(term, 'for'));
  const isAtEdge = start === 0 || end >= terms.length;
  const length = (terms[end - 1]?.end ?? 0) - (terms[core]?.start ?? 0);
  return (
    (moment.day === undefined && moment.instant === undefined ? 0 : 70) +
    (moment.clock === undefined ? 0 : 30) +
    (moment.part === undefined ? 0 : 10) +
    (isLedBy ? 30 : hasPreposition ? 10 : 0) +
    // "from friday to monday": where it goes, not where it comes from.
    (isListed(lexicon.vocabulary.towards, terms[start - 1]?.text ?? '') ? 25 : 0) +
    (isAtEdge ? 10 : 0) +
    (trust === 'primary' ? 5 : 0) +
    Math.min(length, 40) / 10
  );
}

/** The time of "at 5pm call mom tomorrow", whose day stands elsewhere. */
function findPartner({ moment, start }: Candidate, all: readonly Candidate[]): Candidate | undefined {
  if (moment.day === undefined || moment.clock !== undefined || moment.part !== undefined) return undefined;
  if (moment.day.kind === 'shift' && moment.day.durations.some(({ unit }) => unit === 'hour' || unit === 'minute'))
    return undefined;
  return all.find(
    (other) => other.start !== start && other.moment.day === undefined && other.moment.instant === undefined,
  );
}

function describeFound(text: string, found: Candidate, partner: Candidate | undefined): FoundPhrase {
  const [span, other] = [withSign(text, spanOf(found, found.start)), partner && spanOf(partner, partner.start)];
  const core = spanOf(found, phraseStart(found));
  const time = partner && spanOf(partner, phraseStart(partner));
  const phrase = [text.slice(core.start, core.end), time && text.slice(time.start, time.end)].filter(Boolean).join(' ');
  const spans = [span, ...(other === undefined ? [] : [other])].toSorted((one, next) => one.start - next.start);
  const { language } = found.sentence.vocabulary;
  return { phrase, ...span, spans, rest: cutSpans(text, spans), language, names: whatIsNamed(found) };
}

function whatIsNamed({ moment, sentence, start, core }: Candidate): FoundPhrase['names'] {
  if (moment.day === undefined) return moment.instant === undefined ? 'time' : undefined;
  return sentence.terms.slice(start, core).some((term) => hasRole(term, 'since')) ? 'start' : 'day';
}

/** "@tomorrow" */
function withSign(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  return { start: text.charAt(start - 1) === '@' ? start - 1 : start, end };
}

/** "at 0630" is a time, "0630" is not, and "from 10 to 11" not ten minutes to: the phrase keeps what leads in. */
function phraseStart({ sentence: { terms }, start, core, moment }: Candidate): number {
  if (moment.clock?.until !== undefined) return start;
  const at = terms.slice(start, core).findIndex((term) => hasRole(term, 'at') && !hasRole(term, 'by'));
  return at < 0 ? core : start + at;
}

function spanOf({ sentence, end }: Candidate, first: number): { start: number; end: number } {
  return { start: sentence.terms[first]?.start ?? 0, end: sentence.terms[end - 1]?.end ?? 0 };
}
