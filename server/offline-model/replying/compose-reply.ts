import { escapeMarkdown, fill, quote, quoteAll, quoteEither } from './describe-task.ts';
import { composeList } from './compose-list.ts';
import type { Outcome, TaskCall } from './outcome.ts';
import { TaskPool } from '../lookup/task-pool.ts';
import { parseFailure, parseTaskChange, parseUndo, type DateReading } from '../lookup/tool-results.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import { phrasesFor } from '../../languages/phrases-for.ts';
import { tellFailure } from '../../languages/tell-failure.ts';
import { tellWarning } from '../../languages/tell-warning.ts';
import type { ToolLedger } from '../lookup/tool-ledger.ts';

/** What a reply is worded with. */
export interface ReplyScope {
  readonly pack: LanguagePack;
  readonly ledger: ToolLedger;
}

/** An outcome with what its calls gave back, in the same order. */
export interface DoneOutcome {
  outcome: Outcome;
  results: unknown[];
}

/**
 * The words of the turn, from results only, and only what no receipt says: of what was done, nothing.
 * @throws ResultsAwaited while a list to show is missing
 */
export function composeReply(done: DoneOutcome[], scope: ReplyScope): string {
  const hasReceipt = done.some(({ results }) => results.some((result) => parseTaskChange(result)?.changed));
  const shown = new TaskPool(scope.ledger, 50);
  const parts = done.flatMap(({ outcome, results }) => {
    switch (outcome.kind) {
      case 'calls':
        return [...describeCalls(outcome.calls, results, { ...scope, hasReceipt }), ...(outcome.remarks ?? [])];
      case 'list':
        return [composeList(outcome.filter, outcome.style, shown, scope.pack, done.length === 1)];
      default:
        return [outcome.text];
    }
  });
  return parts.filter((part) => part !== '').join('\n\n');
}

function describeCalls(calls: TaskCall[], results: unknown[], scope: ReplyScope & { hasReceipt: boolean }): string[] {
  const { pack } = scope;
  const { phrases } = pack;
  const held: string[] = [];
  const lines = calls.flatMap((call, index) => {
    const result = results[index];
    const change = parseTaskChange(result);
    if (change) return change.changed ? [] : [describeUnchanged(call, change, pack)];
    const undo = call.name === 'undo_last_change' ? parseUndo(result) : undefined;
    if (undo) return undo.undone.length + undo.skipped.length > 0 ? [] : [phrases.nothingToUndo];
    const { error } = parseFailure(result);
    // An undo does not know what it is about: its card says it.
    if (error.code === 'confirmation_required') {
      if (call.title !== '') held.push(call.title);
      return [];
    }
    if (call.name === 'undo_last_change' && error.code === 'not_found')
      return [call.args['redo'] === true ? phrases.nothingToRedo : phrases.nothingToUndo];
    if (error.choices.length > 0) return [askWhen(call.title, error.choices, pack)];
    // Beside what was done, the receipt tells what was not.
    if (scope.hasReceipt) return [];
    return [
      fill(phrases.failed, {
        names: quote(call.title, pack),
        message: escapeMarkdown(tellFailure(error, phrasesFor(pack.tag))),
      }),
    ];
  });
  if (held.length > 0) lines.push(fill(phrases.needsYes, { names: quoteAll(held, pack, MOST_HELD) }));
  return lines.length > 0 ? [lines.join('\n')] : [];
}

/** A date that was not read whole is a question, in the person's own words. */
function askWhen(title: string, choices: readonly DateReading[], pack: LanguagePack): string {
  const phrases = choices.map(({ phrase }) => phrase);
  return fill(pack.phrases.whichDate, { names: quote(title, pack), text: quoteEither(phrases, pack) });
}

/** What is as it was leaves no receipt. */
function describeUnchanged(
  call: TaskCall,
  { task, warnings }: NonNullable<ReturnType<typeof parseTaskChange>>,
  pack: LanguagePack,
): string {
  const { tag, phrases } = pack;
  const names = quote(task.title, pack);
  const stays = warnings.find(({ code }) => code === 'occurrence_stays');
  if (stays) return fill(phrases.failed, { names, message: tellWarning(stays, phrasesFor(tag)) });
  if (call.name === 'update_task') return fill(phrases.unchanged, { names });
  return fill(task.status === 'completed' ? phrases.alreadyDone : phrases.alreadyOpen, { names });
}

/** The card under the reply lists all that waits for a yes. */
const MOST_HELD = 3;
