import type { Cue } from '../../languages/cues.ts';
import { findNamedTasks } from '../lookup/find-named-tasks.ts';
import type { Outcome } from '../replying/outcome.ts';
import type { Intent } from '../understanding/intent.ts';
import { readByCues } from '../lookup/read-by-cues.ts';
import { readCues } from '../understanding/read-cues.ts';
import { toSlice } from '../understanding/text-slice.ts';
import type { Request } from '../understanding/understand-message.ts';
import type { KnownTask } from '../lookup/tool-results.ts';
import type { TurnScope } from './turn-scope.ts';

/** What a request comes to by the tasks it names, and which those are when it comes to nothing. */
export interface NamedRequest {
  readonly intents?: Intent[];
  readonly task?: KnownTask;
}

/**
 * Reads a request that no rule is sure of by the tasks it names and the cues around them.
 * @returns undefined when it names none, or says nothing of a change
 * @throws ResultsAwaited while lists are missing
 */
export function readNamedRequest(request: Request, { pack, pool, effort }: TurnScope): NamedRequest | undefined {
  const slice = toSlice(request.text);
  if (slice.text.length > LONGEST_READ) return undefined;
  const marks = readCues(slice.folded, pack);
  const needed = request.by === 'add' || request.by === 'lines' ? SAID_OF_TASKS : CHANGING;
  const { priority } = pack.words;
  const isLevel = [priority.high, priority.medium, priority.low].some((level) => level.test(slice.folded));
  if (!marks.some(({ cue }) => needed.has(cue)) && !isLevel) return undefined;
  const idle = marks.filter(({ cue }) => cue !== 'past');
  for (const tasks of [() => pool.pending, () => pool.completed]) {
    const known = tasks();
    const named = findNamedTasks(slice.folded, known, idle, effort);
    const intents = readByCues(slice, pack, named);
    if (intents) return { intents };
    const [first] = named;
    const task = first?.ids.length === 1 ? known.find(({ id }) => id === first.ids[0]) : undefined;
    if (task && named.length === 1) return { task };
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
