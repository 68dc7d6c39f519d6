import type { OfferedIntent, OfferedSelection } from './offered-answer.ts';
import type { NewTask, AskedFilter, ListStyle } from '../understanding/intent.ts';
import type { PlannedCall } from '../lookup/tool-ledger.ts';
import type { KnownTask } from '../lookup/tool-results.ts';

/** What a question is about, so that the next message can answer it. */
export type Question =
  /** `means` is what is done with the one that is meant, where the reading does not tell. */
  | {
      about: 'which';
      tasks: KnownTask[];
      apply: (tasks: KnownTask[]) => Outcome;
      means?: (meant: OfferedSelection) => OfferedIntent;
      /** What the words add when none of them is meant. */
      orNew?: NewTask[];
    }
  | { about: 'offer'; tasks: NewTask[] }
  | { about: 'doneOrNew'; task: KnownTask; tasks: NewTask[] }
  | { about: 'doneOrDelete'; task: KnownTask }
  | { about: 'list' }
  /** `when` was said already. */
  | { about: 'newTask'; when?: Pick<NewTask, 'due' | 'recurrence'> }
  /** `takesName`: it was asked what to change, so that words alone are a name. */
  | { about: 'change'; task: KnownTask; takesName?: true }
  | { about: 'task'; apply: ((tasks: KnownTask[]) => Outcome) | undefined };

/** What one request comes to before anything is changed. */
export type Outcome =
  | { kind: 'calls'; calls: TaskCall[]; remarks?: string[] }
  | { kind: 'list'; filter: AskedFilter; style: ListStyle }
  | { kind: 'say'; text: string; answers?: Answer[] }
  | { kind: 'ask'; text: string; question: Question; answers?: Answer[] }
  | { kind: 'missing'; text: string; question?: Question; answers?: Answer[] };

/** An answer that is offered, and what it comes to. */
export interface Answer {
  label: string;
  intent: OfferedIntent;
}

/** A call with the title it is about, for the answer. */
export interface TaskCall extends PlannedCall {
  title: string;
  task?: KnownTask;
}
