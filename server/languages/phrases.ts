import type { TaskFieldNames } from '../../words/en/task-fields.ts';
import type { Warning } from './warning.ts';
import type { QuoteMarks } from '../ground/quote-text.ts';

/** What Parley itself says in a turn, in one language; the model's words are its own. */
export interface Phrases {
  /** The language these are in. */
  locale: string;
  /** Around somebody else's words. */
  quoteMarks: QuoteMarks;
  kinds: Record<'added' | 'completed' | 'reopened' | 'changed' | 'deleted' | 'undone' | 'redone', string>;
  fields: TaskFieldNames;
  priorities: Record<'low' | 'medium' | 'high', string>;
  /** Stands for an empty field. */
  none: string;
  next: (due: string) => string;
  noDue: string;
  skipped: (taskId: number) => string;
  failed: string;
  /** Why a date was refused; null where the sentence of the tool, which says more, is in this language. */
  invalidDate: string | null;
  /** What a person should know of a change; `{task}` is a number, `{field}` a name of `fields`, `{status}` of `status`. */
  warnings: Record<Warning['code'], string>;
  /** Of a task in a card: what became of it after what the card tells. */
  changedSince: string;
  deletedSince: string;
  /** Of a question: what was answered. */
  answered: (answer: string) => string;
  /** Instead of a yes, when what it would be said to has changed. */
  lookAgain: string;
  /** Heard where it is only seen by its colour. */
  overdue: string;
  /** What ticking a box does. */
  completeTask: (quoted: string) => string;
  /** How many of a list are that by now. */
  countDone: (count: number) => string;
  countDeleted: (count: number) => string;
  undo: string;
  redo: string;
  /** What taking back a change of this kind means for its task. */
  undid: Record<'created' | 'deleted' | 'completed' | 'reopened', string>;
  nothingToUndo: string;
  undoneAlready: string;
  redoneAlready: string;

  /** Summaries of what waits for a yes. */
  proposeDelete: ProposalPhrase;
  proposeChange: ProposalPhrase;
  proposeAdd: ProposalPhrase;
  /** Of both kinds; the second count is of tasks that change. */
  proposeBoth: (deleted: number, changed: number, titles?: string) => string;
  /** Of tasks that are added, and of others. */
  proposeMixed: ProposalPhrase;
  /** What a field was and will be, where the order of an arrow could be read from the other side. */
  wasWillBe: (before: string, after: string) => string;
  /** Beside a text that is not shown whole. */
  characters: (count: number) => string;
  status: Record<'name' | 'pending' | 'completed', string>;
  /** What will be done to a task of several. */
  verbs: Record<'delete' | 'add' | 'change' | 'restore', string>;
  andMore: (count: number) => string;
  /** Names the conversation in which an outside client's calls wait. */
  outsideTitle: (question: string) => string;
  ask: string;
  delete: string;
  confirm: string;
  cancel: string;
  confirmed: string;
  cancelled: string;
  expired: string;
  ended: string;
  stale: string;
  staleAgain: string;
  several: string;
  /** A typed yes to a card that has grown since it was asked. */
  grown: string;

  /** Over the readings of a date that was not read whole, to choose by; the words are quoted. */
  whichDate: (quoted: string) => string;

  /** Added when a reply claims what did not happen. */
  correctionNothing: string;
  correctionPartly: string;
  /** Over what a model has written that looks like a command. */
  writtenCommand: string;
  stoppedInCircles: string;
  stoppedAtLength: string;
  cannotReadFiles: string;

  /** Shown when the model takes its time. */
  thinking: string;
  /** Steps shown while tools run. */
  steps: Record<
    'add_task' | 'list_tasks' | 'complete_task' | 'update_task' | 'delete_task' | 'undo_last_change',
    string
  >;
  stepsSummary: (count: number) => string;
  tasksTitle: (count: number) => string;
  moreTasks: (count: number) => string;
  noTasks: string;
}

/** Titles are quoted, and left out where they stand below; those of one task never are. */
type ProposalPhrase = (count: number, titles?: string) => string;
