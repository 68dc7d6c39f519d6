import { fill, quoteAll } from './describe-task.ts';
import { findFocus, hasRecentChange } from './find-focus.ts';
import type { Outcome } from './outcome.ts';
import { setDone } from './resolve-complete.ts';
import type { TurnScope } from './turn-scope.ts';

/**
 * Takes back the last change. When the history shows none of ours but speaks of a task that is done, it is opened
 * again: that is what "undo that" can mean then.
 */
export function resolveUndo(scope: TurnScope): Outcome {
  const { history, pool, pack, ledger } = scope;
  const undo: Outcome = { kind: 'calls', calls: [{ name: 'undo_last_change', args: {}, title: '' }] };
  if (hasRecentChange(history) && ledger.has('undo_last_change')) return undo;
  const focus = history.length > 0 ? findFocus(history.slice(-1), pool) : [];
  const done = focus.filter((task) => task.status === 'completed');
  if (done.length > 0) return setDone(done, false, [], scope);
  if (ledger.has('undo_last_change')) return undo;
  const names = quoteAll(
    focus.map((task) => task.title),
    pack,
  );
  const text = focus.length > 0 ? fill(pack.phrases.alreadyOpen, { names }) : pack.phrases.nothingToUndo;
  return { kind: 'say', text };
}
