import type { HeardTurn } from '../endpoint/read-conversation.ts';
import type { TurnScope } from './turn-scope.ts';
import { findPack } from '../understanding/detect-language.ts';
import { readMeaning } from '../replying/offered-answer.ts';
import { toSlice } from '../understanding/text-slice.ts';
import type { Request, Understanding } from '../understanding/understand-message.ts';

/**
 * Understands what was said in a turn: an answer that was offered means what it was offered as, whatever its words are.
 * @param fallback the language tag used when the words tell nothing
 */
export async function understandTurn(
  turn: HeardTurn,
  fallback: string,
  { reader, pace }: Pick<TurnScope, 'reader' | 'pace'>,
): Promise<Understanding> {
  const intent = readMeaning(turn.chosen);
  if (!intent) return reader.read(turn.user, fallback, pace);
  const proposed = { readings: [intent], certainty: 'command' as const, by: 'chosen' as const };
  const request: Request = { ...proposed, proposed, text: turn.user, glue: '' };
  return { pack: findPack(fallback), requests: [request], text: toSlice(turn.user), isChosen: true };
}
