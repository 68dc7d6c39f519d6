import type { Knex } from '../../database/database.ts';
import { AppError } from '../../ground/errors.ts';
import type { ConversationTurn } from '../../ground/turn.ts';
import type { Tools } from '../../mcp/connect-tools.ts';
import { ToolCall } from '../../models/tool-call.ts';
import { DATE_FIELDS, type FinishedCall } from '../agent-call.ts';
import { readChoices, withChoice } from './date-questions.ts';

/** A choice that was offered: which refused call of the conversation, and which of its choices, from 0. */
export interface TakenChoice {
  readonly callId: string;
  readonly choice: number;
}

/**
 * Makes a refused call again with the date that the user has chosen, under its own id: once, whoever asks and however
 * often. It is not made when the same was done since in other words.
 *
 * @returns undefined when it has been done already.
 * @throws AppError `not_found` when the conversation has no such call of the user's; `invalid_request` when it offers no
 * such choice; what the tool says when it refuses, and then the choices stay open.
 */
export async function takeChoice(
  { database, tools }: { readonly database: Knex; readonly tools: Pick<Tools, 'callTool'> },
  turn: ConversationTurn,
  { callId, choice }: TakenChoice,
): Promise<FinishedCall | undefined> {
  const { userId, conversationId } = turn;
  return database.transaction(async (transaction) => {
    const refused = await ToolCall.lock(transaction, { userId, conversationId, callId });
    if (!refused) throw new AppError('not_found', 'There is nothing like that to choose here.');
    if (refused.status === 'succeeded') return undefined;
    const chosen = readChoices(refused.result)[choice];
    if (!chosen) throw new AppError('invalid_request', 'That button does not say what it is about.');
    if (await refused.hasBeenDoneSince(transaction, DATE_FIELDS)) return undefined;

    const { name, messageId, startedAt } = refused;
    const args = withChoice(refused.arguments, chosen);
    // "Friday" is the one that it was when the user was asked.
    const asked = { ...turn, now: startedAt };
    const terms = { transaction, key: { messageId, callId } };
    const result = await tools.callTool(name, { ...args, user_id: userId }, asked, terms);
    // Rolled back, so that the refusal and its choices stand as they were.
    if (!result.success) throw new AppError(result.error.code, result.error.message);
    return { callId, name, args, result, status: 'succeeded' };
  });
}
