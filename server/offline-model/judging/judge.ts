import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { FEATURES } from './list-features.ts';

/** What a request can be about: a new task, a look at the list, a change, talk, or what other assistants do. */
export const SUBJECTS = ['add', 'list', 'change', 'talk', 'elsewhere'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** How likely the request is about each subject; together they are 1. */
export function judge(features: readonly number[]): Record<Subject, number> {
  const scores = weights.map((row) => features.reduce((sum, feature) => sum + (row[feature] ?? 0), 0));
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const [add = 0, list = 0, change = 0, talk = 0, elsewhere = 0] = powers.map((power) => power / total);
  return { add, list, change, talk, elsewhere };
}

/** Made by `npm run fit`, never by hand. */
const table = z.object({ step: z.number(), rows: z.record(z.enum(SUBJECTS), z.string()) });
export const weights = readWeights();

/** One row a subject. */
function readWeights(): Float32Array[] {
  const { step, rows } = table.parse(JSON.parse(readFileSync(new URL('weights.json', import.meta.url), 'utf8')));
  return SUBJECTS.map((subject) => unpack(rows[subject], step));
}

/** Bytes as base64, each so many steps and nearly all of them 0: runs of zeros are written as their length. */
function unpack(packed: string, step: number): Float32Array {
  const bytes = new Int8Array(Buffer.from(packed, 'base64'));
  const row = new Float32Array(FEATURES);
  let at = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const value = bytes[index] ?? 0;
    if (value !== 0) row[at] = value * step;
    // A zero is followed by how many more there are.
    at += value === 0 ? 1 + ((bytes[(index += 1)] ?? 0) & 255) : 1;
  }
  return row;
}
