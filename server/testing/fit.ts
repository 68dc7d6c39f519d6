import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fitWeights, packWeights } from './fit/fit-weights.ts';
import { scoreFolds } from './fit/score-folds.ts';
import { printScore, showVerdicts } from './score/print-score.ts';
import { readCases } from './score/read-cases.ts';
import { listForeignExamples, listOwnExamples } from './fit/list-examples.ts';

/**
 * `npm run fit`: makes the weights of the offline model's judge from the project's own examples, the same each time;
 * `--corpus FILE` adds a collection of what people said to assistants, of which nothing but weights is kept. `--folds 4`
 * writes nothing: it prints how the messages come out with weights that have not seen them.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { corpus: { type: 'string' }, folds: { type: 'string' }, show: { type: 'string', default: '' } },
});
const pathOf = (name: string) => fileURLToPath(new URL(`../offline-model/testing/${name}`, import.meta.url));
const MESSAGES = pathOf('evaluation/open-messages.jsonl');
const OWN = [pathOf('evaluation-set.jsonl'), MESSAGES, pathOf('evaluation/open-dialogues.jsonl')];
const TABLE = new URL('../offline-model/judging/weights.json', import.meta.url);

const files = positionals.length > 0 ? positionals : OWN;
const own = (await Promise.all(files.map((path) => listOwnExamples(path)))).flat();
const foreign = values.corpus === undefined ? [] : await listForeignExamples(values.corpus);
const examples = [...own, ...foreign];
if (values.folds === undefined) {
  writeFileSync(TABLE, `${JSON.stringify(packWeights(fitWeights(examples)), null, 1)}\n`);
  process.stdout.write(`Fitted to ${own.length} examples of the project and ${foreign.length} others.\n`);
} else {
  const messages = readCases(MESSAGES);
  const verdicts = await scoreFolds(messages, examples, Number(values.folds));
  process.stdout.write(`${printScore(verdicts)}\n${showVerdicts(verdicts, values.show.split(','))}`);
}
