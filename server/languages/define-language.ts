import type { CueWords } from './cues.ts';
import type { HeardWords } from './heard-words.ts';
import type { LanguagePack, Rule } from './language-pack.ts';
import type { ReplyPhrases } from './reply-phrases.ts';

/** What a language needs to say beyond what all share; every string is a pattern over folded text. */
export interface LanguageSpec {
  tag: string;
  /** Of a language in the letters of others: words that tell it from those. */
  hints?: string;
  script?: RegExp;
  rules: readonly Rule[];
  /** Polite words at the start, and at the end. */
  opening: string;
  closing: string;
  /** Words between two requests, and what may start the second one. */
  joiners: string;
  starts: string;
  /** What an add starts with. */
  adding: string;
  and: string;
  isImperative?: (folded: string) => boolean;
  /** The link between task and new value of a change. */
  link: string;
  /** Stands before the title when the date is cut out: "to", "that". */
  titleLead: string;
  refused?: string;
  words: {
    everything: string;
    except: string;
    overdue: string;
    completed: string;
    open: string;
    high: string;
    medium: string;
    low: string;
    focus: string;
    both: string;
    /** What may stand before a number: "task", "number". */
    number: string;
    ordinals: readonly [string, string, string, string, string, string];
    /** Nouns for task, singular and plural. */
    task: string;
    tasks: string;
    danglers: string;
    isDone: string;
    isNew: string;
    /** Before the notes of a new task, with a colon. */
    note: string;
    noise: string;
  };
  cues: CueWords;
  heard: HeardWords;
  phrases: ReplyPhrases;
}

/** Makes a language of its particular words; what is left out is the same for all. */
export function defineLanguage(spec: LanguageSpec): LanguagePack {
  const { words } = spec;
  const joiner = String.raw`\s*(?:[,;，、]\s*(?:(?:${spec.joiners})${END}\s*)*|[.!?]+\s+|[。！？]\s*|\n\s*|(?:(?<=\s)|(?<=${UNSPACED}))(?:${spec.joiners})(?:\s+|(?=${UNSPACED})))`;
  return {
    tag: spec.tag,
    ...(spec.hints !== undefined && { hints: new Set(spec.hints.split(/\s+/u)) }),
    ...(spec.script && { script: spec.script }),
    rules: orderRules(spec.rules),
    ...(spec.isImperative && { isImperative: spec.isImperative }),
    commandWords: [],
    isLenient: true,
    opening: new RegExp(String.raw`^(?:(?:${spec.opening})${END}[\s,.!:;]*)*`, 'u'),
    closing: new RegExp(String.raw`(?:[\s,.!]{0,20}${START}(?:${spec.closing})){1,5}[\s.!]*$`, 'u'),
    joiner: new RegExp(joiner, 'gu'),
    start: new RegExp(`(?:${spec.starts})`, 'uy'),
    strongStart: new RegExp(`(?:${spec.starts})`, 'uy'),
    adding: new RegExp(`^(?:${spec.adding})`, 'u'),
    refused: new RegExp(spec.refused ?? '(?!)', 'u'),
    listHead: new RegExp(String.raw`^(?:${spec.adding}).{0,40}:$`, 'u'),
    and: new RegExp(String.raw`\s*(?:[,;，、]\s*(?:(?:${spec.and})\s)?|\s(?:${spec.and})\s)\s*`, 'gu'),
    clause: /(?!)/u,
    company: /(?!)/u,
    titleLead: new RegExp(String.raw`^(?:[\s,:;-]|(?:${spec.titleLead})(?=[\s\S]))+`, 'u'),
    noteMark: new RegExp(String.raw`[\s,;.(-]{0,20}(?<![\p{L}])(?:${words.note}) ?: ?`, 'u'),
    priorityLead: /[\s,;:(.-]+$/u,
    frame: new RegExp(
      String.raw`^(?:${words.task})\s*(?::\s*)?(?<inner>\S.*)$|^(?<tail>.*?\S)\s*(?:${words.task})$`,
      'du',
    ),
    plural: new RegExp(`(?:${words.tasks})`, 'u'),
    undated: /(?!)/u,
    link: new RegExp(String.raw`\s*${spec.link}\s*`, 'gu'),
    words: {
      everything: new RegExp(String.raw`^(?:${words.everything})${END}`, 'u'),
      except: new RegExp(String.raw`[\s,]{0,20}${START}(?:${words.except})\s*(?<except>\S.*)$`, 'u'),
      overdue: new RegExp(`${START}(?:${words.overdue})${END}`, 'u'),
      completed: new RegExp(`${START}(?:${words.completed})${END}`, 'u'),
      open: new RegExp(`${START}(?:${words.open})${END}`, 'u'),
      priority: {
        high: new RegExp(
          String.raw`!high|!!!|(?<![\p{L}\p{N}])p1(?![\p{L}\p{N}])|${START}(?:${words.high})${END}`,
          'u',
        ),
        medium: new RegExp(
          String.raw`!medium|(?<![\p{L}\p{N}])p2(?![\p{L}\p{N}])|${START}(?:${words.medium})${END}`,
          'u',
        ),
        low: new RegExp(String.raw`!low|(?<![\p{L}\p{N}])p3(?![\p{L}\p{N}])|${START}(?:${words.low})${END}`, 'u'),
      },
      focus: new RegExp(`^(?:${words.focus}|${words.both})$`, 'u'),
      both: new RegExp(`^(?:${words.both})$`, 'u'),
      number: new RegExp(
        String.raw`^(?:(?:${words.number})\s*){0,4}#?(?<n>\d{1,6})(?:\s*(?:[.番号]|${words.number})){0,4}$`,
        'u',
      ),
      ordinals: words.ordinals.map((ordinal) => new RegExp(`^(?:${ordinal})$`, 'u')),
      listNoise: new RegExp(`${START}(?:${words.tasks}|${words.task}|${words.noise})${END}`, 'gu'),
      danglers: new RegExp(String.raw`(?:[\s,;:-]+(?:${words.danglers})){1,5}$`, 'u'),
      isDone: new RegExp(`${START}(?:${words.isDone})${END}`, 'u'),
      isNew: new RegExp(`${START}(?:${words.isNew})${END}`, 'u'),
    },
    cues: spec.cues,
    heard: spec.heard,
    phrases: spec.phrases,
  };
}

/** "delete the finished tasks" ends like "the tasks are finished": what deletes is tried first. */
function orderRules(rules: readonly Rule[]): Rule[] {
  const others = rules.filter((rule) => !isDelete(rule));
  const first = others.findIndex(({ command }) => command === 'complete');
  return [...others.slice(0, first), ...rules.filter(isDelete), ...others.slice(first)];
}

function isDelete({ command }: Rule): boolean {
  return command === 'delete' || command === 'cancel';
}

/** Not within a word; scripts without spaces have no such edge. */
const UNSPACED = String.raw`[\u3040-\u30ff\u3400-\u9fff]`;
const START = String.raw`(?:(?<![\p{L}\p{M}])|(?<=${UNSPACED}))`;
const END = String.raw`(?:(?![\p{L}\p{M}])|(?=${UNSPACED}))`;
