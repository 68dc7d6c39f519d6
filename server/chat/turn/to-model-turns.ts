import { offerChoices } from '../../agent/asking/offer-choices.ts';
import { acceptedCallId } from '../../agent/model/call-id.ts';
import {
  writeModelMessages,
  type ModelCall,
  type ModelRound,
  type ModelTurn,
} from '../../agent/model/model-messages.ts';
import { shortenResult } from '../../agent/model/shorten-result.ts';
import type { ThreadItem, UserMessageItem } from '../../chatkit/protocol/thread-item.ts';
import { readChoicesCard } from '../cards/choices-card.ts';
import type { RecordedCall, RecordedReply, TurnRecords } from '../store/turn-records.ts';

/** A rough count that is on the safe side for the languages and JSON we send. */
const CHARACTERS_PER_TOKEN = 3;
/** What one tool result may take of the history. */
const LONGEST_RESULT = 8_000;
const CUT_OFF = '[This reply was cut off before its end.]';

/**
 * Reads a conversation into turns, as a model is told of them: each turn's message, the tools it called with their
 * results and what their endpoint gave with them, and what was answered. Older turns are left out, whole, when the
 * budget is used up; the newest is always there.
 *
 * @param items oldest first, the user's message last.
 * @param records of earlier turns; those of the newest message are left out, as its calls are about to be made again.
 * @param tokenBudget an estimate, not a promise.
 */
export function toModelTurns(
  items: readonly ThreadItem[],
  records: Pick<TurnRecords, 'calls' | 'replies'>,
  tokenBudget: number,
): ModelTurn[] {
  const callsByItem = Map.groupBy(records.calls, ({ item_id }) => item_id);
  const repliesByItem = Map.groupBy(records.replies, ({ item_id }) => item_id);
  const kept: ModelTurn[] = [];
  let budget = tokenBudget * CHARACTERS_PER_TOKEN;
  for (const [index, turn] of splitTurns(items).toReversed().entries()) {
    const { id } = turn.message;
    const calls = index === 0 ? [] : (callsByItem.get(id) ?? []);
    const whole = describeTurn(turn, calls, repliesByItem.get(id) ?? []);
    const fitting = [whole, describeTurn(turn, calls, [])].find((told) => sizeOf(told) <= budget);
    if (!fitting && index > 0) break;
    kept.unshift(fitting ?? whole);
    budget -= sizeOf(fitting ?? whole);
  }
  return kept;
}

function sizeOf(turn: ModelTurn): number {
  return JSON.stringify(writeModelMessages({ instructions: '', turns: [turn] })).length;
}

/** The text of what the user wrote; tags as `@name`, a quotation before it. */
export function userText(message: Pick<UserMessageItem, 'content' | 'quoted_text'>): string {
  const text = message.content.map((part) => (part.type === 'input_text' ? part.text : `@${part.text}`)).join('');
  return message.quoted_text === undefined ? text : `> ${message.quoted_text.replaceAll('\n', '\n> ')}\n\n${text}`;
}

interface SplitTurn {
  readonly message: UserMessageItem;
  /** What followed it. */
  readonly rest: ThreadItem[];
}

/** Each turn begins with a user's message; what stands before the first was cut off from its own. */
function splitTurns(items: readonly ThreadItem[]): SplitTurn[] {
  const turns: SplitTurn[] = [];
  for (const item of items) {
    if (item.type === 'user_message') turns.push({ message: item, rest: [] });
    else turns.at(-1)?.rest.push(item);
  }
  return turns;
}

function describeTurn(
  { message, rest }: SplitTurn,
  calls: readonly RecordedCall[],
  replies: readonly RecordedReply[],
): ModelTurn {
  const text = userText(message);
  const names = message.attachments.map(({ name }) => name).join(', ');
  const said = rest
    .map(describeItem)
    .filter((words) => words !== '')
    .join('\n\n');
  const answer = { text: said, calls: [], extra: replies.findLast((reply) => reply.calls.length === 0)?.message };
  return {
    user: text.trim() === '' && names !== '' ? `[Files: ${names}]` : text,
    rounds: [
      ...describeRounds([...calls, ...rest.flatMap(clientCall), ...rest.flatMap(offeredCall)], replies),
      ...(said === '' ? [] : [answer]),
    ],
    notes: rest.flatMap((item) =>
      item.type === 'sdk_hidden_context' || item.type === 'hidden_context_item' ? [describeNote(item.content)] : [],
    ),
  };
}

/** The calls as they were made, as far as that is known: together those that came in one reply, the others before them. */
function describeRounds(calls: readonly RecordedCall[], replies: readonly RecordedReply[]): ModelRound[] {
  const byId = new Map(calls.map((call) => [call.call_id, call]));
  const known = replies.map(({ message, calls: made }) => ({
    text: '',
    extra: message,
    calls: made.flatMap(({ id, extra }) => {
      const call = byId.get(id);
      byId.delete(id);
      return call ? [describeCall(call, extra)] : [];
    }),
  }));
  const others = [...byId.values()].map((call) => describeCall(call));
  return [{ text: '', calls: others }, ...known].filter((round) => round.calls.length > 0);
}

function describeCall(call: RecordedCall, extra?: Record<string, unknown>): ModelCall {
  const { item_id, call_id, name, arguments: args } = call;
  const id = acceptedCallId(call_id, item_id);
  return { id, name, args: JSON.stringify(args), result: describeResult(call), extra };
}

/** A tool that ran in the client, once it has answered; one that is still waited for would leave a call without result. */
function clientCall(item: ThreadItem): RecordedCall[] {
  if (item.type !== 'client_tool_call' || item.status !== 'completed') return [];
  const { call_id, name } = item;
  const result = { success: true, output: item.output ?? null };
  return [{ item_id: item.id, call_id, name, arguments: item.arguments, result, status: 'succeeded' }];
}

/** A question with buttons, which its card keeps: what was asked is in the words. */
function offeredCall(item: ThreadItem): RecordedCall[] {
  const card = item.type === 'widget' ? readChoicesCard(item) : undefined;
  if (!card) return [];
  const { callId, ...args } = card.offer;
  const result = { success: true };
  return [
    {
      item_id: item.id,
      call_id: callId,
      name: offerChoices.function.name,
      arguments: args,
      result,
      status: 'succeeded',
    },
  ];
}

function describeResult({ result, status }: RecordedCall): string {
  if (status === 'proposed' || status === 'cancelled') {
    const message =
      status === 'proposed'
        ? 'The user has been asked to confirm this.'
        : 'The user did not confirm this: nothing was done.';
    return JSON.stringify({ success: false, error: { code: 'confirmation_required', message } });
  }
  return shortenResult(result, LONGEST_RESULT);
}

function describeItem(item: ThreadItem): string {
  switch (item.type) {
    case 'assistant_message': {
      const text = item.content
        .map((part) => part.text)
        .join('')
        .trim();
      return item.status === 'incomplete' ? `${text} ${CUT_OFF}`.trim() : text;
    }
    case 'widget':
      return readChoicesCard(item) ? '' : (item.copy_text?.trim() ?? '');
    default:
      return '';
  }
}

function describeNote(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}
