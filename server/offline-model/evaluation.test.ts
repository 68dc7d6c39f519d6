import { describe, expect, test } from 'vitest';
import { offlineStage } from '../testing/score/offline-stage.ts';
import { playCase } from '../testing/score/play-case.ts';
import { readCases } from '../testing/score/read-cases.ts';

const cases = readCases(new URL('testing/evaluation-set.jsonl', import.meta.url));

describe.each([...new Set(cases.map((entry) => entry.kind))])('understands messages of the kind %s', (category) => {
  test.each(
    cases
      .filter((entry) => entry.kind === category)
      .map((entry) => [entry.id, entry.turns.at(-1)?.text.slice(0, 60) ?? '', entry] as const),
  )('%s: %s', async (_id, _text, entry) => {
    const verdicts = await playCase(entry, offlineStage);
    expect(verdicts.filter(({ mark }) => mark !== 'right')).toEqual([]);
  });
});
