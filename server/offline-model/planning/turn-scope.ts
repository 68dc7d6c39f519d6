import { plainText } from '../../ground/quote-text.ts';
import type { LanguagePack } from '../../languages/language-pack.ts';
import type { Effort } from '../limits/effort.ts';
import type { Pace } from '../limits/pace.ts';
import type { MessageReader } from '../understanding/message-reader.ts';
import type { HeardConversation, HeardTurn } from '../endpoint/read-conversation.ts';
import type { Selection } from '../understanding/intent.ts';
import type { OfferedIntent, OfferedSelection } from '../replying/offered-answer.ts';
import { escapeMarkdown, fill, quote } from '../replying/describe-task.ts';
import type { Outcome, Question } from '../replying/outcome.ts';
import { selectTasks } from '../lookup/select-tasks.ts';
import type { Recollection } from '../lookup/recall.ts';
import type { TaskPool } from '../lookup/task-pool.ts';
import type { ToolLedger } from '../lookup/tool-ledger.ts';
import type { KnownTask } from '../lookup/tool-results.ts';

/** What every decision of a turn looks at. */
export interface TurnScope {
  conversation: HeardConversation;
  history: readonly HeardTurn[];
  pack: LanguagePack;
  pool: TaskPool;
  /** What stands before this message, to point back at. */
  recall: Recollection;
  ledger: ToolLedger;
  reader: MessageReader;
  pace: Pace;
  /** What looking for typing slips may still cost; each request has its own. */
  effort: Effort;
  /** The tasks the request before, in the same message, was about: "it" means them. */
  recent?: KnownTask[] | undefined;
}

/**
 * Finds the tasks and goes on with them, or asks: which of several, or which at all.
 * @param offer what to offer when no task fits: to add one
 */
export function withTasks(
  selection: Selection,
  scope: TurnScope,
  prefers: 'pending' | 'completed',
  apply: (tasks: KnownTask[], missing: string[]) => Outcome,
  offer?: Question,
): Outcome {
  const { pack, pool, recall, recent, effort } = scope;
  const { phrases } = pack;
  const selected = selectTasks(selection, { pool, recall, pack, prefers, recent, effort });
  switch (selected.kind) {
    case 'found':
      return apply(selected.tasks, selected.missing);
    case 'several':
      return askWhich(selected.tasks, scope, (tasks) => apply(tasks, []));
    case 'missing': {
      const phrase = selected.isNumber ? phrases.noSuchNumber : phrases.notFound;
      const text = fill(phrase, { text: selected.isNumber ? selected.text : quote(selected.text, pack) });
      if (!offer || selected.isNumber) {
        return { kind: 'missing', text: `${text} ${phrases.offerList}`, question: { about: 'list' } };
      }
      return { kind: 'missing', text: `${text} ${phrases.offerToAdd}`, question: offer };
    }
    case 'nothing':
      if (selection.by === 'all') {
        return { kind: 'ask', text: `${phrases.noneFound} ${phrases.offerList}`, question: { about: 'list' } };
      }
      return { kind: 'ask', text: phrases.whichTask, question: { about: 'task', apply: (tasks) => apply(tasks, []) } };
    default:
      return selected satisfies never;
  }
}

/** Asks which of several tasks is meant, naming each with its number. */
export function askWhich(
  tasks: KnownTask[],
  scope: TurnScope,
  apply: (tasks: KnownTask[]) => Outcome,
  means?: (meant: OfferedSelection) => OfferedIntent,
): Outcome {
  const names = tasks
    .slice(0, MOST_CHOICES)
    .map(
      (task) =>
        `- **${task.id}.** ${escapeMarkdown(plainText(task.title))}${task.due ? ` (${fill(scope.pack.phrases.due, { due: task.due })})` : ''}`,
    )
    .join('\n');
  return {
    kind: 'ask',
    text: fill(scope.pack.phrases.whichOne, { names }),
    question: { about: 'which', tasks, apply, ...(means && { means }) },
  };
}

/** A remark for words that named no task beside others that did. */
export function remarkMissing(missing: string[], scope: TurnScope): string[] {
  return missing.map((text) => fill(scope.pack.phrases.notFoundToo, { text: quote(text, scope.pack) }));
}

const MOST_CHOICES = 10;
