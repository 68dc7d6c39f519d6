import { isListed } from '../words/lexicon.ts';
import { COUNTED } from './read-clock.ts';
import { wordsOfAll } from './lexicons.ts';
import type { MomentReading } from './read-moment.ts';
import { hasRole, type Sentence } from './reading.ts';

/** Forms of address of all languages: one language's name is another's day. */
const ADDRESSES = wordsOfAll(({ addresses }) => addresses);

/** Whether an English date names a thing instead of a day: "Edge of Tomorrow", "the friday report", "chapter 3/4", "enjoy the sun". */
export function isTitleWord(sentence: Sentence, { moment, start, core, end, hasPreposition }: MomentReading): boolean {
  const { terms, vocabulary } = sentence;
  if (ADDRESSES.has(terms[core - 1]?.text ?? '')) return true;
  if (vocabulary.language !== 'en') return false;
  const isFollowed = terms[end]?.kind === 'word' && !hasRole(terms[end], 'stop', 'by', 'on', 'at');
  // "the 5pm meeting": a time that tells one thing from another.
  // "prep for 2pm meeting"
  const isOfThing = hasRole(terms[core - 1], 'article') || (hasRole(terms[core - 1], 'for') && core > 1);
  if (moment.day === undefined && isFollowed && terms[core]?.kind === 'clock' && isOfThing) return true;
  const isLoneDay = moment.clock === undefined && moment.part === undefined;
  if (!isLoneDay) return false;
  const [lead, before] = [terms[core - 1]?.text ?? '', terms[start - 1]?.text ?? ''];
  const word = terms[core];
  if (moment.day?.kind === 'offset') return isListed(vocabulary.beforeTitleDay, before);
  if (moment.day?.kind === 'numeric')
    return word?.isDoubtful === true && (COUNTED.has(before) || (word.text === '24/7' && !hasPreposition));
  if (moment.day?.kind !== 'weekday' || moment.day.which !== 'first') return false;
  if (isListed(vocabulary.otherwise?.[word?.text ?? ''], lead)) return true;
  if (!isFollowed || core === 0) return false;
  if (hasRole(terms[core - 1], 'article') && !hasRole(terms[core - 2], 'by', 'on')) return true;
  // "prepare friday report", "candles for sunday dinner": one more word and then nothing is the rest of a title.
  const isPurpose = terms.slice(start, core).every((term) => hasRole(term, 'for', 'article'));
  return (!hasPreposition || isPurpose) && end === terms.length - 1 && !isListed(vocabulary.persons, before);
}

/** "parents evening thursday", "quiz night on friday": the day follows, and "evening" belongs to the word before it. */
export function isPartOfName({ terms, vocabulary }: Sentence, position: number): boolean {
  const [term, next] = [terms[position], terms[position + 1]];
  // "parents' evening": the apostrophe is a mark of its own.
  const before = /^['’]$/u.test(terms[position - 1]?.text ?? '') ? terms[position - 2] : terms[position - 1];
  if (!isListed(vocabulary.nameEnds, term?.text ?? '') || before?.kind !== 'word') return false;
  const isNoun = Object.keys(before.meaning).length === 0 && !isListed(vocabulary.beforeParts, before.text);
  const isLed = hasRole(next, 'on', 'at', 'by', 'for') || next?.kind === 'clock';
  const day = isLed ? terms[position + 2] : next;
  const { weekday, offset, month } = day?.meaning ?? {};
  return isNoun && (weekday ?? offset ?? month) !== undefined;
}
