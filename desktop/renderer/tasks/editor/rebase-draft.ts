import type { KeptDraft, TaskDraft } from '../../services/kept-work.ts';

/** Inputs that say one thing together. */
const DUE: readonly string[] = ['duePhrase', 'date', 'time'];

/** What somebody wrote about a task, on top of what it has become meanwhile. */
export interface RebasedDraft extends KeptDraft {
  /** The fields that were written here and changed elsewhere: what was written stays. */
  readonly collided: readonly string[];
}

/**
 * Puts what was written on top of what a task is now: a field that nobody touched here shows what it has become, and one
 * that was written stays as it was written.
 *
 * @param saved the task as it is now
 */
export function rebaseDraft(
  { draft, base }: Pick<KeptDraft, 'draft' | 'base'>,
  saved: TaskDraft,
  version: number,
): RebasedDraft {
  const [written, before, now] = [draft, base, saved].map((each) => new Map(Object.entries(each)));
  const things = [
    DUE,
    ...Object.keys(saved)
      .filter((field) => !isOfDue(field))
      .map((field) => [field]),
  ];
  const kept = things.filter((fields) => differ(written, before, fields));
  const collided = kept.filter((fields) => differ(now, before, fields) && differ(written, now, fields));
  return {
    draft: { ...saved, ...Object.fromEntries(Object.entries(draft).filter(([field]) => kept.flat().includes(field))) },
    base: saved,
    version,
    collided: collided.map(([first = '']) => (isOfDue(first) ? 'due' : first)),
  };
}

type Inputs = ReadonlyMap<string, string> | undefined;

function differ(a: Inputs, b: Inputs, fields: readonly string[]): boolean {
  return fields.some((field) => a?.get(field) !== b?.get(field));
}

function isOfDue(field: string): boolean {
  return DUE.includes(field);
}
