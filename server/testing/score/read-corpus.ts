import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { evaluationCase, type EvaluationCase } from './read-cases.ts';

const line = z.object({ text: z.string(), intent: z.string(), source: z.string() });

/** What Parley may do with what people say to assistants, by the collection's own label; what is not named here changes nothing. */
const ADDS = /^(?:calendar_set|lists_createoradd|reminder_update|alarm_set|schedule_meeting)$/u;
const CHANGES = /^(?:lists_remove|calendar_remove|alarm_remove|.*_update|cancel)$/u;
const SHOWS = /^(?:calendar|calendar_query|lists_query|todo_list|reminder|shopping_list|meeting_schedule)$/u;
const ADD_WORDS = /\b(?:add|put|set|remind|create|schedule|make|write|include|insert|note|new|save)\b/iu;
const CHANGE_WORDS =
  /\b(?:remove|delete|take|cancel|clear|erase|drop|cross|off|change|move|edit|complete|done|finished|mark|check)\b/iu;
const ANY_CHANGE = ['add_task', 'update_task', 'complete_task', 'delete_task'];

/** Reads a collection of labelled messages as cases; the same sample each time. */
export function readCorpus(path: string, size: number): EvaluationCase[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((text) => text !== '');
  return shuffle(lines)
    .slice(0, size)
    .map((text, index) => toCase(line.parse(JSON.parse(text)), index));
}

function toCase({ text, intent }: z.infer<typeof line>, index: number): EvaluationCase {
  return evaluationCase.parse({
    id: `corpus-${index}`,
    kind: `said: ${kindOf(intent)}`,
    text,
    setup: [
      'Buy milk',
      'Call mom',
      'Gym',
      { title: 'Dentist', due: 'today+3 15:00' },
      { title: 'Pay rent', done: true },
    ],
    expect: { type: 'options', options: optionsFor(intent, text) },
  });
}

function kindOf(intent: string): string {
  if (ADDS.test(intent)) return 'adds';
  if (CHANGES.test(intent)) return 'changes';
  if (SHOWS.test(intent)) return 'shows';
  return /^general|^(?:yes|no|maybe|thank_you|goodbye|greeting|repeat)$/u.test(intent) ? 'talk' : 'others';
}

function optionsFor(intent: string, text: string): object[] {
  const nothing = { type: 'reply', calls: [], forbid: ANY_CHANGE };
  const add = { type: 'calls', calls: [{ tool: 'add_task', args: {} }] };
  if (ADDS.test(intent)) return [add, { type: 'clarify', calls: [], forbid: ANY_CHANGE }];
  if (!CHANGES.test(intent)) return [nothing];
  return [...(ADD_WORDS.test(text) || !CHANGE_WORDS.test(text) ? [add] : []), ...CHANGE_OPTIONS, nothing];
}

const CHANGE_OPTIONS = ['update_task', 'complete_task', 'undo_last_change'].flatMap((tool) => [
  { type: 'calls', calls: [{ tool, args: {} }] },
]);

/** The same order each time, by a linear congruence. */
function shuffle<Item>(items: readonly Item[]): Item[] {
  let state = 20_261_201;
  const ranked = items.map((item) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return { item, rank: state };
  });
  return ranked.toSorted((left, right) => left.rank - right.rank).map(({ item }) => item);
}
