/** What the rules take a request for: the kind of their first reading, and what proposed it. */
export interface Proposal {
  readonly kind: string;
  readonly by: string;
  /** What its words tell in any language. */
  readonly signs: readonly string[];
}

/**
 * The features of a request, as numbers below `FEATURES`. Words are hashed, so none of them is written anywhere; what the
 * rules propose stands beside them, because the same words mean one thing after "add" and another without it.
 * @param folded the words of the request, see `fold-text.ts`
 */
export function listFeatures(folded: string, tag: string, { kind: first, by, signs }: Proposal): number[] {
  const kind = `${first}/${by}`;
  const words = (folded.slice(0, LONGEST_JUDGED).match(WORD) ?? []).slice(0, MOST_WORDS);
  const isQuestion = /[?？؟]/u.test(folded);
  const shapes = [
    `kind ${kind}`,
    `language ${kind} ${tag === 'en' ? 'en' : 'other'}`,
    `length ${by} ${LENGTHS.findIndex((most) => words.length <= most)}`,
    `asks ${isQuestion}`,
    `asks ${isQuestion} ${kind}`,
    ...signs.flatMap((sign) => [sign, `${sign} ${kind}`, `${sign} ${isQuestion}`]),
  ];
  // What follows an explicit command is a title, and titles say anything.
  const said = TITLED.has(by) ? words.slice(0, 3) : words;
  const pairs = said.map((word, at) => `${said[at - 1] ?? '^'} ${word}`);
  const last = words.slice(-2);
  const seen = [
    ...shapes,
    ...said.map((word) => `word ${word}`),
    ...said.map((word) => `word ${by} ${word}`),
    ...pairs.map((pair) => `pair ${pair}`),
    `start ${said.slice(0, 3).join(' ')}`,
    `start ${by} ${said[0] ?? ''}`,
    ...(TITLED.has(by) ? [] : [`end ${last.join(' ')}`, `end ${by} ${last.at(-1) ?? ''}`]),
    ...(tag === 'en' ? [] : said.filter((word) => word.length > 4).map((word) => `ending ${tag} ${word.slice(-3)}`)),
  ];
  return [...new Set(seen.map(hash))];
}

/** FNV-1a, cut to the number of features. */
function hash(feature: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < feature.length; at += 1) state = Math.imul(state ^ feature.charCodeAt(at), 0x01000193);
  return (state >>> 0) % FEATURES;
}

/** How many weights a class has. */
export const FEATURES = 32_768;
const LONGEST_JUDGED = 400;
const MOST_WORDS = 40;
const LENGTHS = [1, 2, 3, 4, 6, 9, 14, 40];
const TITLED = new Set(['add']);
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}']+|\p{N}+/gu;
