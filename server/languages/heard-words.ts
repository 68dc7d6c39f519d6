/**
 * Words of a language that are understood in a message of any language: people mix languages, and a few words tell
 * none. Patterns over folded text unless a line says otherwise.
 */
export interface HeardWords {
  /** What is said with a yes or no and changes nothing of it; longer before shorter. */
  readonly polite: string;
  /** A yes that people also say to whatever they have heard. */
  readonly ok: string;
  /** Articles and the like, which tell no task from another: words, not patterns. */
  readonly small?: string;
  /** What is said of the message or the tasks before. */
  readonly referring: {
    /** Begins a message that corrects the one before. */
    readonly wrong: string;
    /** Puts what is said besides into the notes of what was talked about. */
    readonly noting: string;
    /** Takes back what was just done, and declines what was just asked. */
    readonly cancelling: string;
    /** Of those that were shown, the ones that nothing was done with. */
    readonly other: string;
    /** The same, when all of several are meant. */
    readonly rest: string;
    /** Before what is to be treated as the last one was. */
    readonly same: string;
  };
  /** What a question begins with. */
  readonly questions?: string;
  /** Priorities by name, and what marks one as such: "prio". */
  readonly levels?: { readonly high: string; readonly medium?: string; readonly low: string };
  readonly priority?: string;
  /** How words for an order of a list begin. */
  readonly byPriority?: string;
  readonly byDue?: string;
  /** What is said around a value when it takes the place of the last one: "no, …", "… rather". */
  readonly correcting: string;
  /** How several things to do are spoken of together: "two things for today: …". */
  readonly things: string;
  /** Where what is added goes, said before it: "to my list". */
  readonly ontoList: string;
  /** Small words beside a date that say nothing more, and what hides a day from being found. */
  readonly besideDate?: string;
  readonly aroundDay?: string;
  /** Before and after the date of a move: "push gym back to friday instead". */
  readonly beforeMoved?: string;
  readonly afterMoved?: string;
  /** Before a new title: "change it to say …". */
  readonly beforeTitle?: string;
  /** Between two numbers: "1 to 3". */
  readonly range?: string;
  /** Before a reason. */
  readonly because?: string;
  /** Beside tags, and no tag. */
  readonly besideTags?: string;
  /** Says something of a thing: "is". */
  readonly states?: string;
  /** Stands for a new task: "a new one". */
  readonly newOne?: string;
  /** A line of its own over a list. */
  readonly heading?: string;
  /** Words for one thing, group by group: words, not patterns. */
  readonly synonyms?: readonly string[];
}
