import type { Cue } from '../../languages/cues.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import type { Intent } from './intent.ts';
import { parseFilter } from './parse-filter.ts';
import type { Recognised } from './recognise-segment.ts';
import { listSigns, readCues } from './read-cues.ts';
import type { TextSlice } from './text-slice.ts';
import { judge, type Subject } from '../judging/judge.ts';
import { listFeatures } from '../judging/list-features.ts';

/**
 * Judges what the rules propose: what is sure enough is done, what is surely something else is taken for that, and
 * between the two it is asked.
 * @param isAlone whether it is all that the message says: what stands beside a request is no new one by itself
 */
export function judgeRequest(proposed: Recognised, slice: TextSlice, pack: LanguagePack, isAlone: boolean): Recognised {
  const [first] = proposed.readings;
  const weigh = (kind: string) =>
    judge(listFeatures(slice.folded, pack.tag, { kind, by: proposed.by, signs: listSigns(slice, pack) }));
  if (first?.kind === 'complete' && proposed.by === 'statement') return judgeTold(proposed, weigh(first.kind));
  if (first?.kind !== 'add' && first?.kind !== 'offer') return proposed;
  const chances = weigh(first.kind);
  const { tasks } = first;
  const changes = chances.change;
  const isUnlike = !SAID.has(proposed.by) && (isUnlikeTitle(slice, pack) || tasks.some(({ title }) => isLong(title)));
  const isWordy = slice.folded.split(' ').length > 2;
  if (first.kind === 'offer' && isAlone && isWordy && !isUnlike && chances.add >= SURE_OF_NEW)
    return { ...proposed, changes, readings: [{ kind: 'add', tasks, isBare: true }], certainty: 'guess' };
  const needed = SAID.has(proposed.by) ? SURE_OF_SAID : SURE;
  if (first.kind === 'add' && !isUnlike && chances.add >= needed) return { ...proposed, changes };
  const other = OTHERS.find((subject) => chances[subject] >= SURE_OF_OTHER);
  const isMove = other === 'change' && tasks.some(({ due, recurrence }) => due ?? recurrence);
  const isTold = first.kind === 'add' || slice.folded.includes(' ');
  const reading = other && isTold && !isMove && readAs(other, slice, pack);
  if (reading) return { ...proposed, readings: [reading], certainty: 'guess' };
  const others = listOthers(chances, slice, pack);
  const withOthers = others.length > 0 ? { others } : {};
  if (first.kind === 'offer') return { ...proposed, changes, readings: [{ ...first, ...withOthers }] };
  if (!isAlone && !isUnlike && chances.add >= SURE_OF_SAID) return { ...proposed, changes };
  return {
    ...proposed,
    changes,
    readings: [{ kind: 'offer', title: tasks[0]?.title ?? slice.text, tasks, ...withOthers }],
    certainty: 'guess',
  };
}

/** What else a doubtful request may ask for, likeliest first. */
function listOthers(chances: Readonly<Record<Subject, number>>, slice: TextSlice, pack: LanguagePack): Intent[] {
  return ASKED_TOO.filter((subject) => chances[subject] >= WORTH_ASKING)
    .toSorted((left, right) => chances[right] - chances[left])
    .flatMap((subject) => readAs(subject, slice, pack) ?? []);
}

/** Words that begin by asking for a change are no name of a task, nor are those that speak of tags, or deny or spare something. */
function isUnlikeTitle({ folded }: TextSlice, pack: LanguagePack): boolean {
  const marks = readCues(folded, pack);
  const start = pack.opening.exec(folded)?.[0].length ?? 0;
  return marks.some(
    (mark) =>
      BESIDE_TITLES.has(mark.cue) ||
      (CHANGING_FIRST.has(mark.cue) && mark.start <= start && !pack.isImperative?.(folded.slice(start))),
  );
}

/** Nobody calls a task by so many words: something is told. */
function isLong(title: string): boolean {
  return title.split(' ').length > MOST_OF_TITLE;
}

/** What is told as done and is hardly a change completes nothing: "half of the report is written". */
function judgeTold(proposed: Recognised, chances: Readonly<Record<Subject, number>>): Recognised {
  if (chances.change >= SURE_OF_TOLD) return proposed;
  const reading: Intent =
    chances.talk >= SURE_OF_OTHER
      ? { kind: 'talk', topic: 'smallTalk' }
      : { kind: 'pick', selection: { by: 'nothing' } };
  return { ...proposed, readings: [reading], certainty: 'guess' };
}

function readAs(subject: Subject, slice: TextSlice, pack: LanguagePack): Intent | undefined {
  switch (subject) {
    case 'list': {
      const { status, due, priority, tag } = parseFilter(slice, pack).filter;
      const filter = {
        ...(status && { status }),
        ...(due && { due }),
        ...(priority && { priority }),
        ...(tag && { tag }),
      };
      return { kind: 'list', filter, style: 'list' };
    }
    case 'talk':
      return { kind: 'talk', topic: 'smallTalk' };
    case 'elsewhere':
      return { kind: 'talk', topic: 'outOfScope' };
    case 'change':
      return { kind: 'pick', selection: { by: 'nothing' } };
    default:
      return undefined;
  }
}

/** How likely an add must be: by a guess, by an explicit command, and where no rule proposes it. */
const [SURE, SURE_OF_SAID, SURE_OF_NEW] = [0.75, 0.3, 0.85];
const SURE_OF_OTHER = 0.6;
const SURE_OF_TOLD = 0.15;
const MOST_OF_TITLE = 10;
const BESIDE_TITLES: ReadonlySet<Cue> = new Set(['tag', 'reopen', 'negated', 'but']);
const CHANGING_FIRST: ReadonlySet<Cue> = new Set(['remove', 'move', 'undo', 'rename']);
const SAID: ReadonlySet<string> = new Set(['add', 'addLoose', 'lines']);
const OTHERS = ['list', 'talk', 'elsewhere', 'change'] as const;
/** What is worth a button beside the offer to add, and from where on. */
const ASKED_TOO = ['list', 'change'] as const;
const WORTH_ASKING = 0.1;
