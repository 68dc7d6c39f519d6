import type { LanguagePack } from './language-pack.ts';
import type { Phrases } from './phrases.ts';
import type { RecurrenceWording } from './recurrence-wording.ts';
import type { Vocabulary } from './vocabulary.ts';

/** All words of one language. Whoever speaks it speaks all of it: a part that is missing does not compile. */
export interface Language {
  /** What dates are read by. */
  readonly dates: Vocabulary;
  /** How repetitions are told; English tells every rule whole, in words of its own. */
  readonly recurrence: RecurrenceWording | 'in full';
  /** What the offline model understands, and what it answers. */
  readonly talk: LanguagePack;
  /** What Parley itself says in a turn: receipts, cards, questions, warnings. */
  readonly receipts: Phrases;
}
