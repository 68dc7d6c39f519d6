import { SUBJECTS, type Subject } from '../../offline-model/judging/judge.ts';
import { FEATURES } from '../../offline-model/judging/list-features.ts';
import type { Example } from './list-examples.ts';

const ROUNDS = 15;
const RATE = 0.15;
/** How strongly weights are drawn to nothing: what was seen once says little. */
const DECAY = 0.0004;

/** Fits a linear model by stochastic descent with steps of their own (AdaGrad), always in the same order. */
export function fitWeights(examples: readonly Example[]): Record<Subject, Float64Array> {
  const rows = SUBJECTS.map(() => new Float64Array(FEATURES));
  const slopes = SUBJECTS.map(() => new Float64Array(FEATURES).fill(0.01));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { features, subject, weight } of shuffle(examples, round)) {
      const chances = toChances(rows.map((row) => features.reduce((sum, feature) => sum + (row[feature] ?? 0), 0)));
      for (const [index, name] of SUBJECTS.entries()) {
        const error = weight * ((chances[index] ?? 0) - (name === subject ? 1 : 0));
        const [row, slope] = [rows[index], slopes[index]];
        if (!row || !slope) continue;
        for (const feature of features) {
          const gradient = error + DECAY * (row[feature] ?? 0);
          slope[feature] = (slope[feature] ?? 0) + gradient * gradient;
          row[feature] = (row[feature] ?? 0) - (RATE * gradient) / Math.sqrt(slope[feature] ?? 1);
        }
      }
    }
  }
  const [add, list, change, talk, elsewhere] = rows;
  if (!add || !list || !change || !talk || !elsewhere) throw new Error('A subject has no weights.');
  return { add, list, change, talk, elsewhere };
}

/** The weights as the table keeps them: whole numbers of one step, runs of zeros as their length, in base64. */
export function packWeights(rows: Record<Subject, Float64Array>): { step: number; rows: Record<string, string> } {
  const largest = SUBJECTS.reduce(
    (most, subject) => rows[subject].reduce((high, value) => Math.max(high, Math.abs(value)), most),
    0,
  );
  const step = Number((largest / 127).toPrecision(4));
  const packed = SUBJECTS.map((subject) => [
    subject,
    pack([...rows[subject]].map((value) => Math.round(value / step))),
  ]);
  return { step, rows: Object.fromEntries(packed) };
}

function pack(row: readonly number[]): string {
  const bytes: number[] = [];
  for (let at = 0; at < row.length; at += 1) {
    const value = row[at] ?? 0;
    bytes.push(value & 255);
    if (value !== 0) continue;
    let zeros = 0;
    while (zeros < 255 && row[at + 1] === 0) {
      zeros += 1;
      at += 1;
    }
    bytes.push(zeros);
  }
  return Buffer.from(bytes).toString('base64');
}

function toChances(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** Another order each round, the same each time. */
function shuffle<Item>(items: readonly Item[], round: number): Item[] {
  let state = 20_261_201 + round;
  const ranked = items.map((item) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return { item, rank: state };
  });
  return ranked.toSorted((left, right) => left.rank - right.rank).map(({ item }) => item);
}
