import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { listFeatures } from '../../offline-model/judging/list-features.ts';
import type { Subject } from '../../offline-model/judging/judge.ts';
import { Pace } from '../../offline-model/limits/pace.ts';
import { understandMessage } from '../../offline-model/understanding/understand-message.ts';
import { listSigns } from '../../offline-model/understanding/read-cues.ts';
import { toSlice } from '../../offline-model/understanding/text-slice.ts';
import { listOutcomes, readCases, type EvaluationCase, type ExpectedOutcome } from '../score/read-cases.ts';

/** A request as it is judged, and what it is about. */
export interface Example {
  readonly features: readonly number[];
  readonly subject: Subject;
  readonly weight: number;
  /** The case it is taken from, if it is one of the project's. */
  readonly from: string;
}

const labelled = z.object({ text: z.string(), intent: z.string() });

/** Intents of collections, by what they are about for a task list. Those that are not named say too little. */
const INTENTS: readonly (readonly [RegExp, Subject])[] = [
  [/^(?:calendar_set|lists_createoradd|reminder_update|schedule_meeting)$/u, 'add'],
  [/^(?:calendar|calendar_query|lists_query|todo_list|reminder|shopping_list|meeting_schedule)$/u, 'list'],
  [/^(?:lists_remove|calendar_remove|alarm_remove)$/u, 'change'],
  [
    /^(?:general_(?!joke|quirky)\w+|yes|no|maybe|thank_you|goodbye|greeting|repeat|what_can_i_ask_you|are_you_a_bot|what_is_your_name|who_made_you)$/u,
    'talk',
  ],
  [
    /^(?:(?:alarm_query|alarm_set|alarm|timer|weather|time|date|tell_joke|change_language|general_joke|general_quirky)$|(?:audio|cooking|datetime|email|iot|music|news|play|qa|recommendation|social|takeaway|transport|weather)_)/u,
    'elsewhere',
  ],
];
const TALK = /^(?:report|others|rambling|refusal|smalltalk|quoted)/u;
const CHANGES = new Set(['update_task', 'complete_task', 'delete_task', 'undo_last_change']);

/** The examples of a file of cases: messages, the turns of dialogues, and what the tasks there are called. */
export async function listOwnExamples(path: string): Promise<Example[]> {
  const entries = readCases(path);
  const told = entries.flatMap((entry) =>
    entry.turns.flatMap(({ text, expect }) => {
      const subject = expect && subjectOf(entry, listOutcomes(expect));
      return subject ? [{ text, subject, lang: entry.lang ?? 'en', weight: 2, from: entry.id }] : [];
    }),
  );
  return [...(await toExamples(told)), ...(await toExamples(listTitles(entries), new Set(['imperative'])))];
}

function listTitles(entries: readonly EvaluationCase[]): Told[] {
  const titles = new Map(
    entries.flatMap(({ id, setup, lang = 'en' }) =>
      setup.map(({ title }) => [title.toLowerCase(), { lang, from: id }] as const),
    ),
  );
  return [...titles].map(([text, source]) => ({ text, subject: 'add', weight: 0.5, ...source }));
}

interface Told {
  readonly text: string;
  readonly subject: Subject;
  readonly lang: string;
  readonly weight: number;
  readonly from: string;
}

/** The examples of a collection of messages with the intents of another assistant. */
export async function listForeignExamples(path: string): Promise<Example[]> {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const told = lines.flatMap((line) => {
    const { text, intent } = labelled.parse(JSON.parse(line));
    const subject = INTENTS.find(([pattern]) => pattern.test(intent))?.[1];
    return subject ? [{ text, subject, lang: 'en', weight: 1, from: '' }] : [];
  });
  return toExamples(told);
}

/** @param kept only what these propose is an example; all of it when they are not given */
async function toExamples(told: readonly Told[], kept?: ReadonlySet<string>): Promise<Example[]> {
  const examples: Example[] = [];
  for (const { text, subject, lang, weight, from } of told) {
    const { requests, pack } = await understandMessage(text, lang, new Pace());
    const [request] = requests;
    // Of several requests it is not known which one is which.
    if (!request || requests.length > 1) continue;
    const { readings, by } = request.proposed;
    if (kept && !kept.has(by)) continue;
    const said = toSlice(request.text);
    examples.push({
      features: listFeatures(said.folded, pack.tag, {
        kind: readings[0]?.kind ?? 'nothing',
        by,
        signs: listSigns(said, pack),
      }),
      subject,
      weight,
      from,
    });
  }
  return examples;
}

/** What a case is about, by what must come of it; undefined when that is several things, or a question. */
function subjectOf(entry: EvaluationCase, outcomes: readonly ExpectedOutcome[]): Subject | undefined {
  const tools = new Set(outcomes.flatMap(({ calls, also }) => [...calls, ...also].map(({ tool }) => tool)));
  const isAdd = tools.has('add_task');
  const isChange = [...tools].some((tool) => CHANGES.has(tool));
  if (isAdd || isChange) return isAdd && isChange ? undefined : isAdd ? 'add' : 'change';
  if (entry.kind.startsWith('elsewhere')) return 'elsewhere';
  if (TALK.test(entry.kind)) return 'talk';
  const names = entry.setup.map((task) => task.title.toLowerCase());
  const isListed = outcomes.some(({ reply_all: all, reply_any: any }) =>
    [...all, ...any].some((text) => names.some((name) => name.includes(text.toLowerCase()))),
  );
  if (tools.has('list_tasks') || isListed || entry.kind === 'count' || entry.kind === 'list') return 'list';
  return outcomes.every(({ type }) => type === 'clarify') || entry.isDialogue ? undefined : 'talk';
}
