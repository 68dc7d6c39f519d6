import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EMPTY_DRAFT, type TaskDraft } from '../../services/kept-work.ts';
import { rebaseDraft } from './rebase-draft.ts';

const FIELDS = Object.keys(EMPTY_DRAFT);
const DUE = ['duePhrase', 'date', 'time'];
const OTHERS = FIELDS.filter((field) => !DUE.includes(field));

/** Few values, so that two sides often write the same. */
const draft: fc.Arbitrary<TaskDraft> = fc.tuple(...FIELDS.map(() => fc.constantFrom('', 'a', 'b'))).map((values) => ({
  ...EMPTY_DRAFT,
  ...Object.fromEntries(FIELDS.map((field, index) => [field, values[index] ?? ''])),
}));

test('what one side alone wrote stands, whichever side it was, and what both wrote stays as it was written here', () => {
  fc.assert(
    fc.property(draft, draft, draft, (base, written, saved) => {
      const { draft: merged, collided, ...rest } = rebaseDraft({ draft: written, base }, saved, 7);
      expect(rest).toEqual({ base: saved, version: 7 });
      const valueOf = (each: TaskDraft, fields: readonly string[]) =>
        JSON.stringify(Object.entries(each).filter(([field]) => fields.includes(field)));
      for (const fields of [DUE, ...OTHERS.map((field) => [field])]) {
        const [was, mine, theirs] = [base, written, saved].map((each) => valueOf(each, fields));
        expect(valueOf(merged, fields)).toBe(mine === was ? theirs : mine);
        const name = fields === DUE ? 'due' : fields[0];
        expect(collided.includes(name ?? '')).toBe(mine !== was && theirs !== was && mine !== theirs);
      }
    }),
    { seed: 20_261_201, numRuns: 300 },
  );
});
