import { fitsCall } from './fits-call.ts';
import { listChanges, type PlayedCall, type PlayedTurn, type SeenChange } from './played-turn.ts';
import type { ExpectedOutcome } from './read-cases.ts';

/** How a turn came out: the mark, and why it is no better. */
export interface Verdict {
  /** `wrong` is a change that nobody asked for, `asked` a question instead of the change, `false` an answer that is none. */
  readonly mark: 'right' | 'asked' | 'missed' | 'false' | 'wrong';
  readonly reason: string;
}

/**
 * Judges a turn by what the lists hold, then by what was called and said.
 * @param outcomes of these one must hold
 */
export function judgeTurn(outcomes: readonly ExpectedOutcome[], turn: PlayedTurn): Verdict {
  const reasons = outcomes.map((outcome) => findFault(outcome, turn));
  const reason = reasons.includes(undefined) ? '' : reasons.join(' | ');
  const wrong = findWrongChange(outcomes, turn);
  if (wrong !== undefined && reason !== '') return { mark: 'wrong', reason: `${wrong}; ${reason}` };
  if (reason === '') return { mark: 'right', reason };
  const isChange = outcomes.every(({ type }) => type === 'calls' || type === 'confirm');
  if (isChange && listChanges(turn).length === 0 && !turn.calls.some(isHeld) && QUESTION.test(turn.reply))
    return { mark: 'asked', reason };
  return { mark: isChange ? 'missed' : 'false', reason };
}

/** Why the turn is not as expected; nothing when it is. */
function findFault(expected: ExpectedOutcome, turn: PlayedTurn): string | undefined {
  const done = turn.calls.filter((call) => call.result['success'] === true);
  const held = turn.calls.filter(isHeld);
  const isMet = (pool: readonly PlayedCall[]) => (wanted: ExpectedOutcome['calls'][number]) =>
    pool.some((call) => fitsCall(wanted, call, turn));
  const allowed = expected.type === 'confirm' ? held : expected.confirm_ok ? [...done, ...held] : done;
  const missed = [
    ...expected.calls.filter((call) => !isMet(allowed)(call)),
    ...expected.also.filter((call) => !isMet(done)(call)),
  ];
  if (missed.length > 0) return `missing ${JSON.stringify(missed)}`;
  if (expected.type === 'confirm' && held.length !== expected.calls.length) return `${held.length} proposed`;
  const forbidden = done.find(
    (call) =>
      expected.forbid.includes(call.name) &&
      call.result['changed'] !== false &&
      !expected.calls.some((wanted) => wanted.tool === call.name),
  );
  if (forbidden) return `forbidden ${forbidden.name}`;
  const isPassive = expected.type === 'clarify' || expected.type === 'reply' || expected.type === 'refuse';
  if (isPassive && held.some((call) => expected.forbid.includes(call.name))) return 'proposed what is forbidden';
  if (isPassive && expected.calls.length + expected.also.length === 0 && listChanges(turn).length > 0) return 'changed';
  if (expected.type === 'clarify' && !QUESTION.test(turn.reply)) return 'no question';
  for (const [tool, count] of Object.entries(expected.count)) {
    const made = done.filter((call) => call.name === tool).length;
    if (made !== count) return `${made} × ${tool}`;
  }
  for (const [title, status] of Object.entries(expected.state)) {
    if (!hasState(title, status, turn)) return `${title} is not ${status}`;
  }
  return findFaultInWords(expected, turn.reply);
}

function hasState(title: string, status: string, { after }: PlayedTurn): boolean {
  const found = after.find((task) => task.title.toLowerCase() === title.toLowerCase());
  if (found === undefined) return /^(?:absent|deleted|gone|missing|none)$/u.test(status);
  return found.status === (status === 'done' ? 'completed' : status === 'open' ? 'pending' : status);
}

function findFaultInWords(expected: ExpectedOutcome, reply: string): string | undefined {
  const said = reply.toLowerCase();
  const has = (text: string) => said.includes(text.toLowerCase());
  if (said.trim() === '') return 'empty reply';
  if (!expected.reply_all.every(has)) return 'words missing';
  if (expected.reply_any.length > 0 && !expected.reply_any.some(has)) return 'none of the words';
  return expected.reply_none.some(has) ? 'words too many' : undefined;
}

/** A change that no expected outcome knows of: of another kind, of another task, of another field, or one too many. */
function findWrongChange(outcomes: readonly ExpectedOutcome[], turn: PlayedTurn): string | undefined {
  const changes = listChanges(turn);
  const reasons = outcomes.map(({ calls, also, may, confirm_ok: mayAsk, type }) => {
    const wanted = [...also, ...may, ...(type === 'confirm' && !mayAsk ? [] : calls)];
    if (wanted.some(({ tool }) => tool === 'undo_last_change')) return undefined;
    const adds = changes.filter(({ tool }) => tool === 'add_task');
    if (adds.length > wanted.filter(({ tool }) => tool === 'add_task').length)
      return `added ${adds.map(({ task }) => task.title).join(', ')}`;
    const stray = changes.find(
      (change) => change.tool !== 'add_task' && !wanted.some((call) => isMeant(change, call, turn)),
    );
    return stray && `${stray.tool} ${stray.task.title}`;
  });
  return reasons.includes(undefined) ? undefined : reasons[0];
}

function isMeant(
  change: SeenChange,
  { tool, args }: ExpectedOutcome['calls'][number],
  { before }: PlayedTurn,
): boolean {
  const { task, fields } = change;
  const isSameTool = tool === change.tool || (tool === 'update_task' && change.tool === 'complete_task');
  const titles = [task.title, before.find(({ id }) => id === task.id)?.title ?? ''].map((title) => title.toLowerCase());
  const { task: named, 'task~': parts } = args;
  const isNamed = named === undefined || titles.includes(String(named).toLowerCase());
  const isLike =
    !Array.isArray(parts) || titles.some((title) => parts.every((part) => title.includes(String(part).toLowerCase())));
  const isRenamed = fields.includes('title') && !Object.keys(args).some((name) => name.startsWith('title'));
  return isSameTool && isNamed && isLike && !isRenamed;
}

function isHeld(call: PlayedCall): boolean {
  return JSON.stringify(call.result).includes('confirmation_required');
}

const QUESTION = /[?？؟]|which|what/iu;
