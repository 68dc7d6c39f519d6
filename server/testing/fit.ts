import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fitWeights, packWeights } from './fit/fit-weights.ts';
import { listForeignExamples, listOwnExamples } from './fit/list-examples.ts';

/**
 * `npm run fit`: makes the weights of the offline model's judge from the project's own examples, the same each time;
 * `--corpus FILE` adds a collection of what people said to assistants, of which nothing but weights is kept.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { corpus: { type: 'string' } } });
const OWN = ['evaluation-set.jsonl', 'evaluation/open-messages.jsonl', 'evaluation/open-dialogues.jsonl'].map((name) =>
  fileURLToPath(new URL(`../offline-model/testing/${name}`, import.meta.url)),
);
const TABLE = new URL('../offline-model/judging/weights.json', import.meta.url);

const files = positionals.length > 0 ? positionals : OWN;
const own = (await Promise.all(files.map((path) => listOwnExamples(path)))).flat();
const foreign = values.corpus === undefined ? [] : await listForeignExamples(values.corpus);
writeFileSync(TABLE, `${JSON.stringify(packWeights(fitWeights([...own, ...foreign])), null, 1)}\n`);
process.stdout.write(`Fitted to ${own.length} examples of the project and ${foreign.length} others.\n`);
