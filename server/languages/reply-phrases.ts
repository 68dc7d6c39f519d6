/**
 * What the model says in one language. `{title}`, `{due}`, `{message}`, `{names}`, `{count}`, `{text}` are filled in.
 * Plural forms: one and other, or one, few and many, picked by `Intl.PluralRules`.
 */
export interface ReplyPhrases {
  tooMany: string;
  /** More requests in one message than are read. */
  tooMuch: string;
  /** More tasks to be changed than can wait for one yes. */
  tooManyTasks: string;
  shortened: string;
  alreadyDone: string;
  alreadyOpen: string;
  nothingToUndo: string;
  nothingToRedo: string;
  unchanged: string;
  needsYes: string;
  failed: string;
  notFound: string;
  /** The same beside tasks that were found. */
  notFoundToo: string;
  offerToAdd: string;
  offerList: string;
  noSuchNumber: string;
  whichOne: string;
  whichTask: string;
  /** `{text}` is one or two readings of a date, in the person's own words. */
  whichDate: string;
  doneOrNew: string;
  doneOrDelete: string;
  whatAboutIt: string;
  whatToAdd: string;
  whatToRemind: string;
  whatToChange: string;
  offerNew: string;
  /** On the buttons of a question: what each does. `{names}` are titles, `{text}` is what a list is asked by. */
  chooseAdd: string;
  chooseDone: string;
  chooseDelete: string;
  chooseList: string;
  chooseShow: string;
  /** Nothing, of one thing that is offered, and of several. */
  chooseNo: string;
  chooseNeither: string;
  openTasks: Partial<Record<Intl.LDMLPluralRule, string>>;
  doneTasks: Partial<Record<Intl.LDMLPluralRule, string>>;
  foundTasks: Partial<Record<Intl.LDMLPluralRule, string>>;
  noTasks: string;
  noneFound: string;
  noneOverdue: string;
  noneDone: string;
  more: string;
  startWith: string;
  calm: string;
  due: string;
  overdue: string;
  done: string;
  noDue: string;
  isDue: string;
  isOpen: string;
  isDone: string;
  highPriority: string;
  mediumPriority: string;
  lowPriority: string;
  repeats: string;
  greeting: string;
  thanks: string;
  farewell: string;
  help: string;
  who: string;
  compliment: string;
  /** To what tells or comments and asks for nothing. */
  smallTalk: string;
  outOfScope: string;
  /** Files can be sent, but these rules read only what is typed. */
  noFiles: string;
  refused: string;
  notUnderstood: string;
  nothingWaiting: string;
  leftAsIs: string;
  cannot: string;
}
