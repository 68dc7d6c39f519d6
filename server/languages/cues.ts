/** What a word of a request says of what is wanted, whatever its place in the sentence. */
export const CUES = [
  'add',
  'show',
  'done',
  'past',
  'remove',
  'move',
  'set',
  'undo',
  'reopen',
  'rename',
  'note',
  'tag',
  'negated',
  'but',
  'small',
] as const;
export type Cue = (typeof CUES)[number];

/**
 * The words of a language that are cues, folded and between spaces: `_` is a space within one, `*` any letters before or
 * after. `past` are the forms of verbs that tell what was done, and `small` what says nothing of what is wanted.
 */
export type CueWords = Readonly<Record<Cue, string>>;
