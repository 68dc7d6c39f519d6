import { isTypoOf } from '../../text/edit-distance.ts';
import { heardAnywhere } from '../../languages/heard-anywhere.ts';
import type { Command, LanguagePack } from '../../languages/language-pack.ts';
import { buildIntents } from './build-intent.ts';
import { findDue, findRecurrence, findValue } from './find-when.ts';
import type { Intent } from './intent.ts';
import { parseNewTasks } from './parse-new-tasks.ts';
import { parseSelection, readPointer } from './parse-selection.ts';
import { cut, toSlice, type TextSlice } from './text-slice.ts';

/** What one request means: the readings, likeliest first, and how sure the words themselves are. */
export interface Recognised {
  readings: Intent[];
  /** `command`: a rule fits; `guess`: a date or a verb makes it a task; `none`: nothing does. */
  certainty: 'command' | 'guess' | 'none';
  /** What proposed the first reading: the command of a rule, or one of the guesses. */
  by: Command | 'statement' | 'tick' | 'dated' | 'imperative' | 'day' | 'pointer' | 'nothing' | 'lines' | 'chosen';
  /** How likely it is a change of a task there is, where that was judged. */
  changes?: number;
}

/** Recognises one segment of a message in one language. */
export function recogniseSegment(segment: TextSlice, pack: LanguagePack): Recognised {
  const slice = stripManners(segment, pack);
  const corrected = correctTypos(slice, pack);
  const byRule =
    matchRules(slice, pack) ?? (readStatement(slice, pack) || !corrected ? undefined : matchRules(corrected, pack));
  const isForeign = byRule?.by === 'outOfScope';
  if (byRule && !isForeign) {
    const others = listOtherReadings(byRule.readings[0], slice, pack);
    return { ...byRule, readings: [...byRule.readings, ...others], certainty: 'command' };
  }
  const plain = dropPictures(slice);
  const statement = readStatement(plain, pack) ?? (corrected && readStatement(corrected, pack));
  if (statement) return { readings: [statement], certainty: 'command', by: 'statement' };
  const ticked = readTick(segment, slice, pack);
  if (ticked) return { readings: [ticked], certainty: 'command', by: 'tick' };
  const guess = guessAdd(slice, pack);
  const isDated = guess[0]?.kind === 'add' && !guess[0].isBare;
  if (byRule && !isDated) return { ...byRule, certainty: 'command' };
  if (guess.length > 0) return { readings: guess, certainty: 'guess', by: nameGuess(guess[0]) };
  const pointer = readPointer(plain.folded.replace(/[\s.!?,]+$/u, ''), pack);
  if (pointer) return { readings: [{ kind: 'pick', selection: pointer }], certainty: 'guess', by: 'pointer' };
  return { readings: guessLoose(slice, pack), certainty: 'none', by: 'nothing' };
}

function nameGuess(guess: Intent | undefined): Recognised['by'] {
  if (guess?.kind !== 'add') return 'day';
  return guess.isBare ? 'imperative' : 'dated';
}

/** "finish the report" may be a new task, "cancel netflix" too; a date makes it one before anything else. */
function listOtherReadings(first: Intent | undefined, slice: TextSlice, pack: LanguagePack): Intent[] {
  if (first?.kind === 'complete' && first.isAmbiguous) {
    const tasks = parseNewTasks(slice, pack);
    return tasks.length > 0 ? [{ kind: 'add', tasks, isBare: true }] : [];
  }
  if (first?.kind === 'delete' && first.isSoft)
    return [{ kind: 'offer', title: slice.text, tasks: [{ title: slice.text }] }];
  const isSaid = STATED.test(slice.folded);
  const isDoable = first?.kind === 'update' && (pack.isImperative?.(slice.folded) === true || isSaid);
  return isDoable ? guessAdd(slice, pack) : [];
}

/** "call mom ✅": a tick says that it is done. */
function readTick(segment: TextSlice, slice: TextSlice, pack: LanguagePack): Intent | undefined {
  const isTicked = /^[✅✔☑]|[✅✔☑]\uFE0F?\s*$/u.test(segment.text);
  const start = /^[✅✔☑]\uFE0F?\s*/u.exec(slice.text)?.[0].length ?? 0;
  const rest = cut(slice, start);
  if (!isTicked || rest.text === '') return undefined;
  return { kind: 'complete', selection: parseSelection(rest, pack), completed: true, isStatement: true };
}

/** The segment without "please", "could you" and the like; as it was when nothing else is there. */
function stripManners(segment: TextSlice, pack: LanguagePack): TextSlice {
  const start = pack.opening.exec(segment.folded)?.[0].length ?? 0;
  const opened = cut(segment, start);
  if (opened.text === '') return trimEnd(segment);
  const window = Math.max(0, opened.folded.length - LONGEST_TAIL);
  const closing = pack.closing.exec(opened.folded.slice(window));
  const end = window + (closing?.index ?? 0);
  const closed = closing && end > 0 ? cut(opened, 0, end) : opened;
  return trimEnd(closed);
}

/** Without the full stop and the like at the end. */
function trimEnd(slice: TextSlice): TextSlice {
  return dropTail(slice, /(?:[\s.!]|(?<=\p{L})\s?\?+)+$/u);
}

/** Without smileys and pictures too: they are no part of a command, only of a title. */
function dropPictures(slice: TextSlice): TextSlice {
  return dropTail(slice, /(?:[\s.!?]|\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}]|\ufe0f|\u200d|:-?[()D])+$/u);
}

function dropTail(slice: TextSlice, tail: RegExp): TextSlice {
  // Only the end can match, and a long run of spaces elsewhere would be tried from each of them.
  const window = Math.max(0, slice.folded.length - LONGEST_TAIL);
  const end = window + slice.folded.slice(window).replace(tail, '').length;
  return end === 0 ? slice : cut(slice, 0, end);
}

function matchRules(slice: TextSlice | undefined, pack: LanguagePack): Pick<Recognised, 'readings' | 'by'> | undefined {
  if (!slice) return undefined;
  const plain = dropPictures(slice);
  for (const rule of pack.rules) {
    const isTitled = rule.command === 'add' || rule.command === 'addLoose' || rule.command === 'rename';
    const subject = isTitled ? slice : plain;
    const match = rule.pattern.exec(subject.folded);
    if (!match) continue;
    const readings = buildIntents(rule, match, subject, pack);
    if (readings.length > 0) return { readings, by: rule.command };
  }
  return undefined;
}

/** "I paid the rent", "bought milk": tried with its verb, and without it when the verb says nothing ("got milk"). */
function readStatement(said: TextSlice, pack: LanguagePack): Intent | undefined {
  // "…, but not the vacuuming": what is excepted is not done.
  const spared = pack.words.except.exec(said.folded);
  const slice = spared ? cut(said, 0, spared.index) : said;
  const match = pack.statement?.exec(slice.folded);
  const range = match?.indices?.groups?.['task'];
  if (!match || !range || !pack.isPast) return undefined;
  const task = cut(slice, range[0], range[1]);
  const [verb = ''] = task.folded.split(/[\s,]/u);
  if (task.folded.length > 200) return undefined;
  if (!pack.isPast(verb)) return readPassive(slice, pack);
  const selection = parseSelection(task, pack);
  const generic = match.indices?.groups?.['generic'];
  const object = generic ? parseSelection(cut(slice, generic[1], range[1]), pack) : undefined;
  const isPointer = object && object.by !== 'text' && object.by !== 'nothing';
  if (isPointer) return { kind: 'complete', selection: object, completed: true, isStatement: true };
  const objectTexts = object?.by === 'text' ? object.texts : [];
  const rest = cut(slice, range[0] + verb.length);
  const pointed = rest.text === '' ? undefined : readPointer(rest.folded, pack);
  if (pointed?.by === 'focus') return { kind: 'complete', selection: pointed, completed: true, isStatement: true };
  const texts = selection.by === 'text' ? [...selection.texts, ...objectTexts] : [task.text];
  const lead = selection.by === 'text' && selection.lead !== undefined ? { lead: selection.lead } : {};
  return { kind: 'complete', selection: { ...lead, by: 'text', texts }, completed: true, isStatement: true };
}

/** "rent's paid", "the car is washed". */
function readPassive(slice: TextSlice, pack: LanguagePack): Intent | undefined {
  const match = pack.passive?.exec(slice.folded);
  const range = match?.indices?.groups?.['subject'];
  const verb = match?.groups?.['verb'];
  if (!range || verb === undefined || !pack.isPast?.(verb)) return undefined;
  const subject = cut(slice, range[0], range[1]);
  const selection = parseSelection(subject, pack);
  const texts = selection.by === 'text' ? [`${verb} ${subject.text}`, ...selection.texts] : [];
  const named = selection.by === 'text' ? { ...selection, texts } : selection;
  return { kind: 'complete', selection: named, completed: true, isStatement: true };
}

/** No command, but a date or a verb of doing: "call mom tomorrow", "dentist friday 10am", "buy milk". */
function guessAdd(slice: TextSlice, pack: LanguagePack): Intent[] {
  const isQuestion = /[?]\s*$/u.test(slice.folded) || QUESTION.test(slice.folded);
  if (isQuestion) return [];
  const when = findRecurrence(slice.text, pack.tag) ?? findDue(slice.text, pack.tag);
  const value = findValue(slice, pack);
  if (value) {
    const filter = value.priority ? { priority: value.priority } : when ? { due: when.phrase } : {};
    return [{ kind: 'list', filter, style: 'list', instead: value }];
  }
  const isAction = pack.isImperative?.(slice.folded) ?? false;
  const isListed = slice.text.includes('\n');
  if (!when && !isAction && !isListed) return [];
  const tasks = parseNewTasks(slice, pack);
  return tasks.length > 0 ? [{ kind: 'add', tasks, isBare: !when && !isListed }] : [];
}

/** A few words that are no command: perhaps a task to add, perhaps the name of one that exists. */
function guessLoose(slice: TextSlice, pack: LanguagePack): Intent[] {
  const hasLetters = /[\p{L}\p{N}]/u.test(slice.folded);
  const isShort = slice.text.length <= 120 && slice.folded.split(/\s+/u).length <= 8;
  if (!hasLetters || !isShort || /[?]/u.test(slice.folded) || QUESTION.test(slice.folded)) {
    return [{ kind: 'talk', topic: 'notUnderstood' }];
  }
  const tasks = parseNewTasks(slice, pack);
  return tasks.length > 0 ? [{ kind: 'offer', title: slice.text, tasks }] : [{ kind: 'talk', topic: 'notUnderstood' }];
}

function correctTypos(slice: TextSlice, pack: LanguagePack): TextSlice | undefined {
  const words = slice.text.split(' ');
  if (words.length === 0 || slice.text.length > 2000) return undefined;
  let isChanged = false;
  for (const index of new Set([0, 1, 2, 3, words.length - 2, words.length - 1])) {
    const word = words[index];
    const known = index === 0 ? pack.commandWords : (pack.tailWords ?? []);
    const fixed = word === undefined ? undefined : fixWord(toSlice(word).folded, known, pack);
    if (fixed === undefined) continue;
    words[index] = fixed;
    isChanged = true;
  }
  return isChanged ? toSlice(words.join(' ')) : undefined;
}

function fixWord(folded: string, known: readonly string[], pack: LanguagePack): string | undefined {
  if (folded.length < 4 || known.includes(folded) || pack.isImperative?.(`${folded} x`)) return undefined;
  return known.find((word) => word.length >= 4 && word[0] === folded[0] && isTypoOf(folded, word));
}

const LONGEST_TAIL = 100;
const STATED = new RegExp(` (?:${heardAnywhere(({ states }) => states)}) `, 'u');
const QUESTION = new RegExp(String.raw`^(?:${heardAnywhere(({ questions }) => questions)})\s`, 'u');
