import { findClaims } from './find-claims.ts';

/** A reply of no more than this is about what its turn did: that is all it was asked to say. */
const MOST_SHORT = 300;

const SENTENCES = /(?<=[.!?。！？؟])\s+/u;
const QUESTION = /[?？؟]/u;
/** A line of a list; with a number in bold, one of the offline model's, which is a list of tasks. */
const LIST_LINE = /^\s*(?:[-*•]|\d+[.)])\s/u;
const TASK_LINE = /^\s*[-*•]\s+\*\*\d+\.\*\*/u;

/**
 * What of a reply still stands when what it told of is not so any more: a card beside it tells how it is. A short reply is
 * all about that, but for what it asks; a long one loses what it claims to have done, and its lists of tasks.
 *
 * @param options.asksForYes when the reply came with a proposal: what it asks is answered with that
 */
export function lastingWords(text: string, options: { readonly asksForYes: boolean }): string {
  if (text.trim().length <= MOST_SHORT)
    return options.asksForYes ? '' : keepSentences(text, (said) => QUESTION.test(said));
  const kept: string[] = [];
  let isDropping = false;
  for (const line of text.split('\n')) {
    const isOfList = LIST_LINE.test(line);
    if (TASK_LINE.test(line)) {
      dropHeading(kept);
      isDropping = true;
      continue;
    }
    if (isDropping && isOfList) continue;
    const rest = keepSentences(line, (said) => !isClaim(said) && !WAITING.test(said));
    // What a heading claimed, its list spells out.
    isDropping = rest !== line.trim() && line.trim().endsWith(':');
    if (rest !== '' || line.trim() === '') kept.push(rest === '' || rest === line.trim() ? line : rest);
  }
  return kept
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function keepSentences(text: string, stands: (sentence: string) => boolean): string {
  return text
    .split(SENTENCES)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '' && stands(sentence))
    .join(' ');
}

function isClaim(sentence: string): boolean {
  return findClaims(sentence).size > 0;
}

function dropHeading(kept: string[]): void {
  while (kept.at(-1)?.trim() === '') kept.pop();
  if (kept.at(-1)?.trim().endsWith(':')) kept.pop();
}

/** That something has not happened yet, or waits for a yes, in the languages that replies come in most. */
const WAITING =
  /\b(?:not(?:hing)?\b.{0,40}\b(?:yet|until|unless)|needs? (?:your|a) (?:yes|confirmation)|(?:please )?confirm|yes or no|todavía no|aún no|confirm[ae]|sí o no|pas encore|confirme[rz]|oui ou non|noch nicht|noch nichts|bestätig\w*|ja oder nein|non ancora|ainda não|nog niet)\b/iu;
