import { z } from 'zod';
import { keptOffer } from '../../agent/asking/offer-choices.ts';
import { receipt } from '../../agent/receipt.ts';
import { taskView } from '../../tasks/task-fields.ts';

const list = z.object({ kind: z.literal('list'), tasks: taskView.array(), total: z.number() });

const receipts = z.object({ kind: z.literal('receipts'), receipts: receipt.array() });

const confirmation = z.object({ kind: z.literal('confirmation'), id: z.string() });

const shownQuestion = z.object({
  callId: z.string(),
  taskId: z.number().exactOptional(),
  title: z.string().exactOptional(),
  words: z.string(),
  readings: z.object({ choice: z.number(), label: z.string() }).array(),
});

const question = z.object({ kind: z.literal('question'), questions: shownQuestion.array() });

/** What can be answered while the message that was asked about, by its item id, is the newest of the person's. */
const choices = z.object({ kind: z.literal('choices'), asked: z.string(), offer: keptOffer });

/**
 * What a card is drawn from whenever it is read: what it is about, by reference, and as it was then, for what is gone.
 */
const cardContent = z.discriminatedUnion('kind', [list, receipts, confirmation, question, choices]);

/** The same with the language it speaks, that of the conversation then. */
const cardBasis = z.object({ locale: z.string(), card: cardContent });

/** What words tell of: as long as that is so, all of them stand; then those that do not depend on it. */
const wordsBasis = z.object({
  batches: z.object({ id: z.string(), isUndo: z.boolean() }).array(),
  confirmations: z.string().array(),
  tasks: z.object({ id: z.number(), version: z.number() }).array(),
});

export type CardContent = z.infer<typeof cardContent>;
export type CardBasis = z.infer<typeof cardBasis>;
export type WordsBasis = z.infer<typeof wordsBasis>;
export type ListedTasks = Omit<z.infer<typeof list>, 'kind'>;
export type ShownQuestion = z.infer<typeof shownQuestion>;

/** @returns what a card is drawn from; undefined when a version kept it that did not know that, or knows more. */
export function readCardBasis(stored: unknown): CardBasis | undefined {
  return cardBasis.safeParse(stored).data;
}

/** The same of words. */
export function readWordsBasis(stored: unknown): WordsBasis | undefined {
  return wordsBasis.safeParse(stored).data;
}

/** What the card of a proposal is drawn from. */
export function confirmationBasis(id: string, locale: string): CardBasis {
  return { locale, card: { kind: 'confirmation', id } };
}

/** What the words beside cards depend on; undefined when that is nothing. */
export function wordsAbout(cards: readonly CardContent[]): WordsBasis | undefined {
  const about = {
    batches: cards.flatMap((card) =>
      card.kind === 'receipts'
        ? card.receipts.flatMap(({ batchId, entries }) =>
            batchId === undefined ? [] : [{ id: batchId, isUndo: entries.some(({ kind }) => kind === 'undone') }],
          )
        : [],
    ),
    confirmations: cards.flatMap((card) => (card.kind === 'confirmation' ? [card.id] : [])),
    tasks: cards.flatMap((card) =>
      card.kind === 'list' ? card.tasks.map(({ id, version }) => ({ id, version })) : [],
    ),
  };
  return Object.values(about).every(({ length }) => length === 0) ? undefined : about;
}
