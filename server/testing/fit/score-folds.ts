import { createHash } from 'node:crypto';
import { SUBJECTS, weights } from '../../offline-model/judging/judge.ts';
import { offlineStage } from '../score/offline-stage.ts';
import { playCase, type PlayedVerdict } from '../score/play-case.ts';
import type { EvaluationCase } from '../score/read-cases.ts';
import { fitWeights } from './fit-weights.ts';
import type { Example } from './list-examples.ts';

/**
 * Plays each case with weights that were fitted without it: what the judge makes of messages that it has not seen, told
 * from those that it has. The weights of the process are others afterwards.
 */
export async function scoreFolds(
  cases: readonly EvaluationCase[],
  examples: readonly Example[],
  folds: number,
): Promise<PlayedVerdict[]> {
  const played: PlayedVerdict[] = [];
  const foldOf = (id: string) => (createHash('sha256').update(`fold ${id}`).digest()[0] ?? 0) % folds;
  for (let fold = 0; fold < folds; fold += 1) {
    const rows = fitWeights(examples.filter(({ from }) => from === '' || foldOf(from) !== fold));
    for (const [index, subject] of SUBJECTS.entries()) weights[index]?.set(rows[subject]);
    for (const entry of cases) if (foldOf(entry.id) === fold) played.push(...(await playCase(entry, offlineStage)));
  }
  return played;
}
