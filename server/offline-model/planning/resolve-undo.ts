import { fill, quoteAll } from '../replying/describe-task.ts';
import { hasRecentChange } from '../lookup/recall.ts';
import type { Outcome, TaskCall } from '../replying/outcome.ts';
import { setDone } from './resolve-complete.ts';
import { parseFailure } from '../lookup/tool-results.ts';
import type { TurnScope } from './turn-scope.ts';

const UNDO: TaskCall = { name: 'undo_last_change', args: {}, title: '' };
const REDO: TaskCall = { name: 'undo_last_change', args: { redo: true }, title: '' };

/** Takes back the last change of this conversation, or the last undo of it: which one that is, the tool knows. */
export function resolveUndo(asks: 'undo' | 'redo' | 'bringBack', scope: TurnScope): Outcome {
  const { ledger, pack } = scope;
  if (asks === 'undo') return reopenToldTask(scope) ?? { kind: 'calls', calls: [UNDO] };
  if (!ledger.has(REDO.name)) return { kind: 'say', text: pack.phrases.nothingToRedo };
  // "Bring it back" is said of what an undo took away, and of what was deleted.
  const redone = ledger.peek(REDO.name, REDO.args);
  const isMeant = redone === undefined || parseFailure(redone).error.code !== 'not_found';
  return { kind: 'calls', calls: [asks === 'redo' || isMeant ? REDO : UNDO] };
}

/**
 * A history of words alone, from which no tool can know anything: what it speaks of as done is opened again, because
 * that is what "undo that" can mean then.
 */
function reopenToldTask(scope: TurnScope): Outcome | undefined {
  const { history, recall, pack, ledger } = scope;
  const last = history.at(-1);
  const isTold = last !== undefined && last.steps.length === 0 && !hasRecentChange(history);
  const focus = isTold ? recall.focus : [];
  const done = focus.filter((task) => task.status === 'completed');
  if (done.length > 0) return setDone(done, false, [], scope);
  if (ledger.has(UNDO.name)) return undefined;
  const names = quoteAll(
    focus.map((task) => task.title),
    pack,
  );
  const text = focus.length > 0 ? fill(pack.phrases.alreadyOpen, { names }) : pack.phrases.nothingToUndo;
  return { kind: 'say', text };
}
