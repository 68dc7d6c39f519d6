import type { NewTask, TaskFilter, ListStyle } from '../understanding/intent.ts';
import type { PlannedCall } from '../lookup/tool-ledger.ts';
import type { Task } from '../lookup/tool-results.ts';

/** What a question is about, so that the next message can answer it. */
export type Question =
  | { about: 'which'; tasks: Task[]; apply: (tasks: Task[]) => Outcome }
  | { about: 'offer'; tasks: NewTask[] }
  | { about: 'doneOrNew'; task: Task; tasks: NewTask[] }
  | { about: 'doneOrDelete'; task: Task }
  | { about: 'list' }
  | { about: 'newTask' }
  | { about: 'change'; task: Task }
  | { about: 'task'; apply: ((tasks: Task[]) => Outcome) | undefined };

/** What one request comes to before anything is changed. */
export type Outcome =
  | { kind: 'calls'; calls: TaskCall[]; remarks?: string[] }
  | { kind: 'list'; filter: TaskFilter; style: ListStyle }
  | { kind: 'say'; text: string }
  | { kind: 'ask'; text: string; question: Question }
  | { kind: 'missing'; text: string; question?: Question };

/** A call with the title it is about, for the answer. */
export interface TaskCall extends PlannedCall {
  title: string;
  task?: Task;
}
