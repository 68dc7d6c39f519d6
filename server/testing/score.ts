import { parseArgs } from 'node:util';
import { offlineStage } from './score/offline-stage.ts';
import { playCase, type PlayedVerdict } from './score/play-case.ts';
import { printScore, showVerdicts } from './score/print-score.ts';
import { readCases } from './score/read-cases.ts';
import { readCorpus } from './score/read-corpus.ts';
import { openServerStage } from './score/server-stage.ts';

/** `npm run score -- FILE…`: plays files of messages and dialogues, and prints how they came out; CONTRIBUTING.md says with which options. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    server: { type: 'string' },
    memory: { type: 'boolean', default: false },
    corpus: { type: 'string' },
    sample: { type: 'string', default: '1000' },
    show: { type: 'string', default: '' },
  },
});
/** As many people at once as a small machine answers in time. */
const AT_ONCE = 8;

const said = values.corpus === undefined ? [] : readCorpus(values.corpus, Number(values.sample));
const cases = [...positionals.flatMap((path) => readCases(path)), ...said];
const stage = values.memory ? offlineStage : await openServerStage(values.server);
const played: PlayedVerdict[][] = [];
const queue = cases.entries();
const start = performance.now();
try {
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, entry] of queue) played[index] = await playCase(entry, stage);
    }),
  );
} finally {
  await stage.close();
}
const verdicts = played.flat();
process.stdout.write(`${printScore(verdicts)}\n`);
process.stdout.write(showVerdicts(verdicts, values.show.split(',')));
process.stdout.write(`${((performance.now() - start) / 1000).toFixed(1)} s\n`);
