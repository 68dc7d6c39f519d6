import { judgeTurn, type Verdict } from './judge-turn.ts';
import { listOutcomes, type EvaluationCase } from './read-cases.ts';
import type { Stage } from './stage.ts';

/** A judged turn of a case, with what is needed to see why. */
export interface PlayedVerdict extends Verdict {
  readonly entry: EvaluationCase;
  readonly text: string;
  readonly reply: string;
  readonly calls: string;
}

/** Plays a case to its end. @returns a verdict for each turn that is to be judged */
export async function playCase(entry: EvaluationCase, stage: Stage): Promise<PlayedVerdict[]> {
  const seat = await stage.open(entry);
  const verdicts: PlayedVerdict[] = [];
  let before = await seat.listTasks();
  for (const { text, expect } of entry.turns) {
    const { calls, reply } = await seat.say(text);
    const after = await seat.listTasks();
    if (expect) {
      const verdict = judgeTurn(listOutcomes(expect), { calls, reply, before, after, clock: seat.clock });
      const shown = calls.filter(({ name }) => name !== 'list_tasks');
      const told = shown.map(({ name, args }) => `${name} ${JSON.stringify(args)}`).join('; ');
      verdicts.push({ ...verdict, entry, text, reply, calls: told });
    }
    before = after;
  }
  return verdicts;
}
