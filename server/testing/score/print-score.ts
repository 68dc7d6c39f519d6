import type { Verdict } from './judge-turn.ts';
import type { PlayedVerdict } from './play-case.ts';

const MARKS: Verdict['mark'][] = ['right', 'asked', 'missed', 'false', 'wrong'];

/** The table: a row for each kind and each language, messages and turns of dialogues apart, and how many dialogues are whole. */
export function printScore(verdicts: readonly PlayedVerdict[]): string {
  const parts = [
    table(
      'messages',
      'kind',
      verdicts.filter(({ entry }) => !entry.isDialogue),
      ({ entry }) => entry.kind,
    ),
    table(
      'turns',
      'kind',
      verdicts.filter(({ entry }) => entry.isDialogue),
      ({ entry }) => entry.kind,
    ),
    table('all', 'language', verdicts, ({ entry }) => entry.lang ?? 'en'),
  ];
  const dialogues = groupBy(
    verdicts.filter(({ entry }) => entry.isDialogue),
    ({ entry }) => entry.id,
  );
  const whole = [...dialogues.values()].filter((turns) => turns.every(({ mark }) => mark === 'right')).length;
  return [...parts, dialogues.size > 0 ? `dialogues whole: ${whole} of ${dialogues.size}` : ''].join('\n');
}

function table(
  name: string,
  by: string,
  verdicts: readonly PlayedVerdict[],
  keyOf: (verdict: PlayedVerdict) => string,
): string {
  if (verdicts.length === 0) return '';
  const rows = [...groupBy(verdicts, keyOf)].toSorted(([left], [right]) => (left < right ? -1 : 1));
  const head = `${`${name} by ${by}`.padEnd(28)}${['all', ...MARKS].map((mark) => mark.padStart(8)).join('')}`;
  const lines = [...rows, ['all', verdicts] as const].map(([key, group]) => row(key, group));
  return [head, ...lines, ''].join('\n');
}

function row(key: string, group: readonly PlayedVerdict[]): string {
  const counts = MARKS.map((mark) => group.filter((verdict) => verdict.mark === mark).length);
  const percent = ((100 * (counts[0] ?? 0)) / group.length).toFixed(0);
  return `${key.padEnd(28)}${[group.length, ...counts].map((count) => String(count).padStart(8)).join('')} ${percent.padStart(4)} %`;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** The turns that came out in one of these ways, with what was done and said, and why that is no better. */
export function showVerdicts(verdicts: readonly PlayedVerdict[], marks: readonly string[]): string {
  return verdicts
    .filter(({ mark }) => marks.includes(mark))
    .map(
      ({ mark, entry, text, reply, calls, reason }) =>
        `\n${mark} ${entry.id} ${entry.kind}: ${JSON.stringify(text)}\n  calls: ${calls}\n  reply: ${JSON.stringify(reply.slice(0, 300))}\n  why: ${reason.slice(0, 400)}\n`,
    )
    .join('');
}
