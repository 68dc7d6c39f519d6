import { CLAIM_WORDS, type ClaimedKind, type ClaimWords } from './claim-words.ts';
import type { ReceiptKind } from './receipt.ts';

const LANGUAGES = Object.values(CLAIM_WORDS);
/** The words of all languages for one purpose: a reply may be in any. */
function inAny(pick: (words: ClaimWords) => string | undefined): string {
  return LANGUAGES.flatMap((words) => pick(words) ?? []).join('|');
}

const ADVERBS = inAny(({ adverbs }) => adverbs);
const AUXILIARIES = inAny(({ auxiliaries }) => auxiliaries);
const SPLIT = inAny(({ split }) => split);
const OPENINGS = inAny(({ openings }) => openings);
const TASKS = inAny(({ tasks }) => tasks);

const KINDS: ClaimedKind[] = ['added', 'completed', 'deleted', 'changed'];
const PATTERNS = new Map(
  KINDS.map((kind) => {
    const done = `(?:${inAny((words) => words.done[kind])})(?![\\p{L}])`;
    return [
      kind,
      [
        // "I have added", "he añadido", "has been deleted", "is now completed" …
        new RegExp(`(?:^|[^\\p{L}])(?:${AUXILIARIES})\\s+(?:(?:${ADVERBS})\\s+)?${done}`, 'iu'),
        // Opens a sentence: "Added “buy milk”", "Done! Deleted it."
        new RegExp(`^(?:(?:${OPENINGS})[\\s,.!:—–-]+)?${done}(?!\\s*(?:${TASKS})?\\s*:)`, 'iu'),
        // The participle comes last: "Ich habe … gelöscht."
        new RegExp(`(?:^|[^\\p{L}])(?:${SPLIT})\\s[^.!?]{0,200}${done}`, 'iu'),
      ],
    ];
  }),
);

const NO_CLAIM = new RegExp(`[?？]|\\b(?:${inAny(({ denials }) => denials)})\\b`, 'iu');

/**
 * Finds what a reply claims to have just changed. It is a safety net under the receipts, not a reader of minds: it
 * counts plain statements, sentence by sentence, and lets everything doubtful pass.
 */
export function findClaims(text: string): Set<ClaimedKind> {
  const claims = new Set<ClaimedKind>();
  for (const sentence of text.slice(0, 5_000).split(/(?<=[.!?。！？])\s+|\n+/)) {
    const plain = sentence.replaceAll(/[*_`#>]|^[\s\d.)-]+/g, '').trim();
    if (plain === '' || NO_CLAIM.test(plain)) continue;
    for (const [kind, patterns] of PATTERNS) if (patterns.some((pattern) => pattern.test(plain))) claims.add(kind);
  }
  return claims;
}

/**
 * Compares what a reply claims with what happened.
 *
 * @returns 'nothing' when it claims changes and there were none, 'partly' when it claims a kind of change that did not
 * happen beside ones that did; undefined when there is nothing to correct.
 */
export function findFalseClaim(text: string, happened: ReadonlySet<ReceiptKind>): 'nothing' | 'partly' | undefined {
  const claims = findClaims(text);
  if (claims.size === 0 || happened.has('undone') || happened.has('redone')) return undefined;
  if (happened.size === 0) return 'nothing';
  const isTrue = (kind: ClaimedKind) =>
    happened.has(kind) ||
    (kind === 'changed' && (happened.has('reopened') || happened.has('completed'))) ||
    (kind === 'completed' && happened.has('changed'));
  return [...claims].every(isTrue) ? undefined : 'partly';
}
