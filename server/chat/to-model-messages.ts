import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { ThreadItem, UserMessageItem } from '../chatkit/thread-item.ts';
import type { RecordedCall } from './turn-records.ts';

/** A rough count that is on the safe side for the languages and JSON we send. */
const CHARACTERS_PER_TOKEN = 3;
/** What one tool result may take of the history. */
const LONGEST_RESULT = 8_000;

/**
 * Writes a conversation as a model reads it: each turn's message, the tools it called with their results, and what was
 * answered. Older turns are left out, whole, when the budget is used up; the newest is always there.
 *
 * @param items oldest first, the user's message last.
 * @param calls recorded calls of earlier turns; those of the newest message are left out, as they are about to be made again.
 * @param tokenBudget an estimate, not a promise.
 */
export function toModelMessages(
  items: readonly ThreadItem[],
  calls: readonly RecordedCall[],
  tokenBudget: number,
): ChatCompletionMessageParam[] {
  const turns = splitTurns(items);
  const callsByItem = Map.groupBy(calls, ({ item_id }) => item_id);
  const kept: ChatCompletionMessageParam[][] = [];
  let budget = tokenBudget * CHARACTERS_PER_TOKEN;
  for (const [index, turn] of turns.toReversed().entries()) {
    const isNewest = index === 0;
    const messages = describeTurn(turn, isNewest ? [] : (callsByItem.get(turn[0]?.id ?? '') ?? []));
    budget -= JSON.stringify(messages).length;
    if (budget < 0 && !isNewest) break;
    kept.unshift(messages);
  }
  return kept.flat();
}

/** The text of what the user wrote; tags as `@name`, a quotation before it. */
export function userText(message: Pick<UserMessageItem, 'content' | 'quoted_text'>): string {
  const text = message.content.map((part) => (part.type === 'input_text' ? part.text : `@${part.text}`)).join('');
  return message.quoted_text === undefined ? text : `> ${message.quoted_text.replaceAll('\n', '\n> ')}\n\n${text}`;
}

/** Each turn begins with a user's message; what stands before the first was cut off from its own. */
function splitTurns(items: readonly ThreadItem[]): ThreadItem[][] {
  const turns: ThreadItem[][] = [];
  for (const item of items) {
    if (item.type === 'user_message') turns.push([item]);
    else turns.at(-1)?.push(item);
  }
  return turns;
}

function describeTurn(turn: readonly ThreadItem[], calls: readonly RecordedCall[]): ChatCompletionMessageParam[] {
  const [first, ...rest] = turn;
  const messages: ChatCompletionMessageParam[] = [];
  if (first?.type === 'user_message') messages.push({ role: 'user', content: userText(first) });
  messages.push(...describeCalls([...calls, ...rest.flatMap(clientCall)]));
  const said = rest
    .map(describeItem)
    .filter((text) => text !== '')
    .join('\n\n');
  if (said !== '') messages.push({ role: 'assistant', content: said });
  const notes = rest.flatMap((item) =>
    item.type === 'sdk_hidden_context' || item.type === 'hidden_context_item' ? [describeNote(item.content)] : [],
  );
  if (notes.length > 0) messages.push({ role: 'user', content: notes.join('\n') });
  return messages;
}

/** Every call gets a result, or endpoints refuse the whole history. */
function describeCalls(calls: readonly RecordedCall[]): ChatCompletionMessageParam[] {
  if (calls.length === 0) return [];
  return [
    {
      role: 'assistant',
      tool_calls: calls.map(({ call_id, name, arguments: args }) => ({
        id: call_id,
        type: 'function',
        function: { name, arguments: JSON.stringify(args) },
      })),
    },
    ...calls.map((call): ChatCompletionMessageParam => ({
      role: 'tool',
      tool_call_id: call.call_id,
      content: describeResult(call),
    })),
  ];
}

/** A tool that ran in the client, once it has answered; one that is still waited for would leave a call without result. */
function clientCall(item: ThreadItem): RecordedCall[] {
  if (item.type !== 'client_tool_call' || item.status !== 'completed') return [];
  const { call_id, name } = item;
  const result = { success: true, output: item.output ?? null };
  return [{ item_id: item.id, call_id, name, arguments: item.arguments, result, status: 'succeeded' }];
}

function describeResult({ result, status }: RecordedCall): string {
  if (status === 'proposed' || status === 'cancelled') {
    const message =
      status === 'proposed'
        ? 'The user has been asked to confirm this.'
        : 'The user did not confirm this: nothing was done.';
    return JSON.stringify({ success: false, error: { code: 'confirmation_required', message } });
  }
  const text = JSON.stringify(result);
  return text.length <= LONGEST_RESULT ? text : `${text.slice(0, LONGEST_RESULT)}… (cut)`;
}

function describeItem(item: ThreadItem): string {
  switch (item.type) {
    case 'assistant_message': {
      const text = item.content.map((part) => part.text).join('');
      return item.status === 'incomplete' ? `${text} [This reply was cut off by a failure.]` : text;
    }
    case 'widget':
      return item.copy_text ?? '';
    default:
      return '';
  }
}

function describeNote(content: unknown): string {
  return `[Note from the app, not from the user: ${typeof content === 'string' ? content : JSON.stringify(content)}]`;
}
