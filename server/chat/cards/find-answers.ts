import { z } from 'zod';
import { isSameButDate } from '../../agent/agent-call.ts';
import type { Knex } from '../../database/database.ts';
import { ToolCall } from '../../models/tool-call.ts';
import { taskView } from '../../tasks/task-fields.ts';
import type { CardContent } from './card-basis.ts';
import type { CardReader } from './card-facts.ts';

/** More calls of a conversation than this are not looked through for an answer in other words. */
const MOST_CALLS = 200;

const answeredResult = z.object({ task: taskView.pick({ due: true }) });

/**
 * Which questions about a date are answered: the refused call was made with what was chosen, or the same was done since
 * in other words.
 *
 * @returns when it came to be, by the refused call; null when it came to no date.
 */
export async function findAnswers(
  database: Knex,
  { userId, conversationId }: CardReader,
  cards: readonly CardContent[],
): Promise<Map<string, string | null>> {
  const callIds = cards.flatMap((card) => (card.kind === 'question' ? card.questions.map(({ callId }) => callId) : []));
  const asked =
    callIds.length === 0
      ? []
      : await ToolCall.query(database).modify('ownedBy', userId).where({ conversationId }).whereIn('callId', callIds);
  const refused = asked.filter(({ status }) => status !== 'succeeded');
  const [first] = refused.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
  const later = first
    ? await ToolCall.query(database)
        .modify('ownedBy', userId)
        .where({ conversationId, status: 'succeeded' })
        .whereIn('name', [...new Set(refused.map(({ name }) => name))])
        .where('startedAt', '>', first.startedAt)
        .orderBy('startedAt', 'desc')
        .limit(MOST_CALLS)
    : [];
  return new Map(
    asked.flatMap((call) => {
      const answer =
        call.status === 'succeeded'
          ? call
          : later.find(
              (other) =>
                other.startedAt > call.startedAt &&
                other.name === call.name &&
                isSameButDate(toContent(other), toContent(call)),
            );
      return answer ? [[call.callId, tellDue(answer)]] : [];
    }),
  );
}

function toContent({ name, arguments: args }: ToolCall) {
  return { name, args };
}

function tellDue({ result }: ToolCall): string | null {
  return answeredResult.safeParse(result).data?.task.due ?? null;
}
