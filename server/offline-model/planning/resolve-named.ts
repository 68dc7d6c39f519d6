import type { Cue } from '../../languages/cues.ts';
import { findNamedTasks } from '../lookup/find-named-tasks.ts';
import { readByCues } from '../lookup/read-by-cues.ts';
import type { KnownTask } from '../lookup/tool-results.ts';
import type { Outcome } from '../replying/outcome.ts';
import { findDue, findRecurrence } from '../understanding/find-when.ts';
import type { Intent } from '../understanding/intent.ts';
import { readCues } from '../understanding/read-cues.ts';
import { readPriorityWord } from '../understanding/read-priority.ts';
import { toSlice } from '../understanding/text-slice.ts';
import type { Request } from '../understanding/understand-message.ts';
import type { TurnScope } from './turn-scope.ts';

/** What a request comes to by the tasks it names, and which that is when it comes to nothing. */
export interface NamedRequest {
  readonly intents?: Intent[];
  readonly task?: KnownTask;
}

/**
 * Reads a request that no rule is sure of by the tasks it names or points at, and the cues around them. This is the one
 * place where what no rule knows becomes a change.
 * @returns undefined when it names none, or says nothing of a change
 * @throws ResultsAwaited while lists are missing
 */
export function readNamedRequest(request: Request, scope: TurnScope): NamedRequest | undefined {
  const { pack, pool, effort, recall, recent } = scope;
  const slice = toSlice(request.text.replace(LEAD, ''));
  if (slice.text.length > LONGEST_READ) return undefined;
  const marks = readCues(slice.folded, pack);
  const isAdding = request.by === 'add' || request.by === 'lines';
  const needed = isAdding ? SAID_OF_TASKS : CHANGING;
  const isValue = () =>
    readPriorityWord(slice.folded, pack) !== undefined ||
    (!isAdding && (findDue(slice.text, pack.tag) ?? findRecurrence(slice.text, pack.tag)) !== undefined);
  if (!marks.some(({ cue }) => needed.has(cue)) && !isValue()) return undefined;
  const idle = marks.filter(({ cue }) => cue !== 'past');
  const isFollowing = !isAdding && (recent ?? recall.focus).length > 0;
  for (const tasks of [() => pool.pending, () => pool.completed]) {
    const named = findNamedTasks(slice.folded, tasks(), idle, effort);
    const intents = readByCues(slice, pack, marks, named, isFollowing);
    if (intents) return { intents };
    const [only, ...others] = named;
    const [task, ...alike] = only?.tasks ?? [];
    if (task && others.length + alike.length === 0) return { task };
  }
  return undefined;
}

/** Several outcomes of one request as one, when all of them are changes; else the first that asks. */
export function joinOutcomes(outcomes: readonly Outcome[]): Outcome | undefined {
  const calls = outcomes.flatMap((outcome) => (outcome.kind === 'calls' ? outcome.calls : []));
  const other = outcomes.find(({ kind }) => kind !== 'calls');
  if (other || outcomes.length === 1) return other ?? outcomes[0];
  return { kind: 'calls', calls: [...new Map(calls.map((call) => [JSON.stringify(call.args), call])).values()] };
}

const LONGEST_READ = 300;
/** What joins a message to the one before. */
const LEAD = /^(?:(?:and|y|e|et|und|en|i|ve|aur|और|и|و|ok|okay)(?=[\s,])[\s,]*)+/iu;
/** What says that something there is to be changed, and what says so even after "add". */
const CHANGING: ReadonlySet<Cue> = new Set([
  'done',
  'past',
  'remove',
  'move',
  'set',
  'reopen',
  'rename',
  'note',
  'tag',
]);
const SAID_OF_TASKS: ReadonlySet<Cue> = new Set(['note', 'tag', 'move', 'reopen', 'remove']);
