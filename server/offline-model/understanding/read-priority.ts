import type { LanguagePack, Priority } from '../languages/language-pack.ts';

/** The priority a text names, if any. */
export function readPriorityWord(folded: string, pack: LanguagePack): Priority | undefined {
  const { priority } = pack.words;
  if (priority.medium.test(folded)) return 'medium';
  if (priority.low.test(folded)) return 'low';
  if (priority.high.test(folded)) return 'high';
  const word =
    /(?<![\p{L}])(?:(high|higher|highest|hoch|alta?|haute?|hoog|p1|!)|(low|lower|lowest|niedrig|baj[ao]|basse?|laag|p3)|(medium|normal|mittel|media?|moyenne|p2))/u.exec(
      folded,
    );
  if (!word) return undefined;
  return word[1] !== undefined ? 'high' : word[2] !== undefined ? 'low' : 'medium';
}
