import type { Priority, Shift } from '../../languages/language-pack.ts';

/** What a new task is to be; the dates are the person's own words. */
export interface NewTask {
  title: string;
  notes?: string;
  due?: string;
  priority?: Priority;
  tags?: string[];
  recurrence?: string;
}

/** Which tasks a question or a bulk command is about. */
export interface AskedFilter {
  status?: 'pending' | 'completed' | 'all';
  due?: string;
  priority?: Priority;
  tag?: string;
  query?: string;
  /** A whole word of the title, or a tag; checked here, not by the tool. */
  word?: string;
}

/** How a person points at tasks. */
export type Selection =
  /** The readings of the words; `lead` is what stands before a comma or a reason. */
  | { by: 'text'; texts: string[]; lead?: string }
  | { by: 'number'; numbers: number[] }
  /** Tasks that are known already; several when it is one of them. */
  | { by: 'known'; ids: number[] }
  | { by: 'position'; positions: number[] }
  /** Tasks that were offered to be chosen: what they are called says nothing any more, unless they are gone. */
  | { by: 'id'; ids: number[]; title: string }
  /** What was last talked about; `isOther`: of what was shown, what nothing was done with. */
  | { by: 'focus'; all: boolean; isOther?: true }
  | { by: 'all'; filter: AskedFilter; except?: string }
  | { by: 'nothing' };

/** The fields a change touches; null clears. */
export interface TaskChanges {
  title?: string;
  notes?: string | null;
  due?: string | null;
  priority?: Priority | null;
  add_tags?: string[];
  remove_tags?: string[];
  recurrence?: string | null;
  /** A move relative to the present due date. */
  shift?: Shift;
}

/** What is said when nothing is done. */
export type TalkTopic =
  | 'greeting'
  | 'thanks'
  | 'farewell'
  | 'help'
  | 'who'
  | 'outOfScope'
  | 'refused'
  | 'noFiles'
  | 'notUnderstood'
  | 'tooMuch'
  | 'askWhatToAdd'
  | 'askReminder'
  | 'nothingWaiting'
  | 'leftAsIs'
  | 'compliment'
  | 'smallTalk';

/** One thing a person wants, recognised in one stretch of their message. */
export type Intent =
  | { kind: 'add'; tasks: NewTask[]; isBare?: boolean }
  /** It is asked whether that is a new task; `others` is what else the words may ask for, likeliest first. */
  | { kind: 'offer'; title: string; tasks: NewTask[]; others?: Intent[] }
  /** `instead` is what the same words change, said after a task was added or changed. */
  | { kind: 'list'; filter: AskedFilter; style: ListStyle; instead?: TaskChanges }
  | { kind: 'find'; selection: Selection; asks: 'due' | 'status' | 'details' }
  | { kind: 'complete'; selection: Selection; completed: boolean; isStatement?: boolean; isAmbiguous?: boolean }
  | { kind: 'update'; selection: Selection; changes: TaskChanges }
  | { kind: 'delete'; selection: Selection; isSoft?: boolean }
  | { kind: 'split'; selection: Selection; tasks: NewTask[] }
  | { kind: 'undo'; asks: 'undo' | 'redo' | 'bringBack' }
  | { kind: 'answer'; answer: 'yes' | 'no' }
  | { kind: 'pick'; selection: Selection }
  /** `when` is when it is due what to add was not said. */
  | { kind: 'talk'; topic: TalkTopic; when?: Pick<NewTask, 'due' | 'recurrence'> };

/** How a list is worded: as a list, in an order, a number, what to begin with, or for someone who has too much to do. */
export type ListStyle = 'list' | 'byPriority' | 'byDue' | 'count' | 'first' | 'calm';
