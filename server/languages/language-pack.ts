import type { CueWords } from './cues.ts';
import type { HeardWords } from './heard-words.ts';
import type { ReplyPhrases } from './reply-phrases.ts';

/** A task's priority, as the tools take it. */
export type Priority = 'low' | 'medium' | 'high';

/** A move of a date relative to the one there is. */
export type Shift = { months: number } | { days: number } | { minutes: number };

/** What a rule recognises; `build-intent.ts` says what each becomes. */
export type Command =
  | 'add'
  | 'addLoose'
  | 'addBare'
  | 'remindLater'
  | 'list'
  | 'count'
  | 'first'
  | 'calm'
  | 'when'
  | 'status'
  | 'details'
  | 'search'
  | 'complete'
  | 'finish'
  | 'completeAll'
  | 'reopen'
  | 'notDone'
  | 'undo'
  | 'redo'
  | 'bringBack'
  | 'rename'
  | 'due'
  | 'move'
  | 'change'
  | 'shift'
  | 'correct'
  | 'priority'
  | 'noPriority'
  | 'noDue'
  | 'noNotes'
  | 'noRepeat'
  | 'tag'
  | 'untag'
  | 'note'
  | 'repeat'
  | 'edit'
  | 'delete'
  | 'cancel'
  | 'split'
  | 'yes'
  | 'no'
  /** A no that names what it is about: in a conversation the same, but nothing that is a no and nothing else. */
  | 'decline'
  | 'greeting'
  | 'thanks'
  | 'farewell'
  | 'compliment'
  | 'help'
  | 'who'
  | 'noFiles'
  | 'outOfScope';

/**
 * One way of saying something, matched against folded text (see `fold-text.ts`). Named groups are the slots:
 * title, task, both ("x to y"), to, due, priority, tag, note, items, rest, query, except.
 */
export interface Rule {
  command: Command;
  pattern: RegExp;
}

/** Everything the model knows of one language. */
export interface LanguagePack {
  tag: string;
  /** Of a language in the letters of others: words (folded) that tell it from those. */
  hints?: ReadonlySet<string>;
  /** A script that only this language is written in here. */
  script?: RegExp;
  /** Tried in order; the first match wins. */
  rules: readonly Rule[];
  /** "I paid the rent": a thing said to be done (group `task`), with a verb that says nothing of it (group `generic`). */
  statement?: RegExp;
  /** "rent is paid": the groups are `subject` and `verb`. */
  passive?: RegExp;
  /** Whether a word is a verb of the past; a statement begins with one. */
  isPast?: (word: string) => boolean;
  /** Whether words alone are something to do ("buy milk"). */
  isImperative?: (folded: string) => boolean;
  /** Words of a list request that are not known are overlooked, where the small words are not all listed. */
  isLenient?: boolean;
  /** Reads the slots of a `shift`: how far, and which way. */
  readShift?: (shift: string, later: string) => Shift | undefined;
  /** Command words worth recognising through a typing slip. */
  commandWords: readonly string[];
  /** The same for words further on. */
  tailWords?: readonly string[];

  /** Requests to break the rules: other people's tasks, "ignore your instructions". */
  refused: RegExp;
  /** A first line over a list of tasks. */
  listHead: RegExp;
  /** Polite and filler words at the start and at the end. */
  opening: RegExp;
  closing: RegExp;
  /** Between two requests; a cut only when `start` matches right after it. Both sticky or global. */
  joiner: RegExp;
  start: RegExp;
  /** What may start a request after "and" while something is being added, where most verbs belong to the title. */
  strongStart: RegExp;
  /** The beginning of an add, and of one whose text is taken literally. */
  adding: RegExp;
  literal?: RegExp;
  /** The end of an add that says so: "… to my list". */
  closedAdd?: RegExp;

  /** Between the items of a list; global. */
  and: RegExp;
  /** Among these, what says that one thing is done after the other ("and then"): then a lone verb is an item too. */
  sequence?: RegExp;
  /** Among these, what begins something else ("also"): a date after it says nothing of what stands before. */
  extra?: RegExp;
  /** A part that speaks about the item before it ("it's urgent"), and a start that makes commas belong together ("dinner with"). */
  clause: RegExp;
  company: RegExp;
  /** What stands between "add" and the title after the date is cut out ("to", "that"). */
  titleLead: RegExp;
  noteMark: RegExp;
  priorityLead: RegExp;

  /** "the gym task": the group `inner` is the name. */
  frame?: RegExp;
  /** A plural that can stand for all tasks of a kind. */
  plural?: RegExp;
  /** "with x in the name" (group `word`), "tagged x" (group `tag`), "without a date". */
  containing?: RegExp;
  tagged?: RegExp;
  undated?: RegExp;
  /** The end of the task's words before the new value of a change: "to". */
  link: RegExp;

  words: {
    everything: RegExp;
    except: RegExp;
    overdue: RegExp;
    completed: RegExp;
    open: RegExp;
    priority: Readonly<Record<Priority, RegExp>>;
    /** "it", "that one": what was last talked about; `both` when it may be several. */
    focus: RegExp;
    both: RegExp;
    /** "number 2", "task 3"; the digits are the group `n`. */
    number: RegExp;
    /** "the second one": the index tells the position, the last entry means the last one. */
    ordinals: readonly RegExp[];
    /** Words of a list request that are no filter. */
    listNoise: RegExp;
    /** Small words left before a date that was cut out of a title. */
    danglers: RegExp;
    /** Answers to "is it done, or new?". */
    isDone: RegExp;
    isNew: RegExp;
  };
  cues: CueWords;
  heard: HeardWords;
  phrases: ReplyPhrases;
}

/** Makes the rules of one command. */
export function rules(command: Command, ...patterns: string[]): Rule[] {
  return patterns.map((pattern) => ({ command, pattern: new RegExp(boundRepeats(pattern), 'du') }));
}

/**
 * Groups of words that may be repeated without end may be so a few times. Where the words can be told apart in two ways
 * ("that last", "that", "last"), every repetition doubles what is tried before a text is found not to match.
 */
export function boundRepeats(pattern: string): string {
  return pattern.replaceAll(
    /(?<![\\.])\)([*+])/gu,
    (_group, often: string) => `){${often === '*' ? 0 : 1},${MOST_REPEATS}}`,
  );
}

const MOST_REPEATS = 5;
