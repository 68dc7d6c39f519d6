import OpenAI from 'openai';
import type {
  ChatCompletionMessageFunctionToolCall as FunctionCall,
  ChatCompletionMessageParam,
  ChatCompletionTool,
} from 'openai/resources/chat/completions';
import { z } from 'zod';
import { createOfflineModelFetch } from '../create-offline-model-fetch.ts';
import type { FinishedCall } from '../../agent/agent-call.ts';
import { hasChanges, makeReceipts } from '../../agent/receipt.ts';
import { receiptText } from '../../chat/cards/receipt-text.ts';
import { spokenLocale } from '../understanding/detect-language.ts';
import { phrasesFor } from '../../languages/phrases-for.ts';
import { toolResult } from '../../mcp/tool-result.ts';
import type { FakeTools } from './fake-tools.ts';

/** The names of the tools a request offers, with schemas as thin as they may be. */
export const offeredTools: ChatCompletionTool[] = [
  'add_task',
  'list_tasks',
  'complete_task',
  'update_task',
  'delete_task',
  'undo_last_change',
  'offer_choices',
].map((name) => ({ type: 'function', function: { name, parameters: { type: 'object', properties: {} } } }));

/** A question that ends a turn, and what can be answered. */
const offered = z.object({ question: z.string(), choices: z.string().array().min(1).max(3) });

/** An `openai` client over the offline model, as the agent makes it. */
export function createClient(): OpenAI {
  return new OpenAI({
    apiKey: 'offline',
    baseURL: 'http://offline.invalid/v1',
    fetch: createOfflineModelFetch(),
    maxRetries: 0,
  });
}

/** The system message of a request: the facts the model reads. */
export function describeSystem(tools: FakeTools, locale = tools.context.locale): ChatCompletionMessageParam {
  const { now, timeZone } = tools.context;
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    .format(now)
    .replace(' ', 'T');
  return {
    role: 'system',
    content: `You look after a task list.\nNow: ${local}\nTime zone: ${timeZone}\nLanguage: ${locale}\n`,
  };
}

/**
 * Plays one turn to its end over the streaming endpoint: model, tools, model, at most 8 rounds.
 * @returns what the person reads, receipt and list that the app shows included; `messages` has grown by all that was said and done
 */
export async function runTurn(messages: ChatCompletionMessageParam[], tools: FakeTools): Promise<string> {
  const client = createClient();
  // What was offered is worded by whoever offered it.
  const offers = messages.flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []));
  const worded = offers.flatMap((call) =>
    call.type === 'function' && call.function.name === 'offer_choices' ? readOffered(call).choices : [],
  );
  const said = messages.flatMap(({ role, content }) =>
    role === 'user' && typeof content === 'string' && !worded.includes(content) ? [content] : [],
  );
  const locale = said.reduce((known, text) => spokenLocale(text, known), tools.context.locale);
  messages[0] = describeSystem(tools, locale);
  const listed: string[] = [];
  const finished: FinishedCall[] = [];
  let hasOnlyListed = true;
  for (let round = 0; round < 8; round += 1) {
    const stream = client.chat.completions.stream({ model: 'parley-offline', messages, tools: offeredTools });
    const completion = await stream.finalChatCompletion();
    const message = completion.choices[0]?.message;
    if (!message) throw new Error('No choice came back.');
    const calls = (message.tool_calls ?? []).flatMap((call) => (call.type === 'function' ? [call] : []));
    if (calls.length === 0) {
      const receipts = makeReceipts(finished);
      const receipt = hasChanges(receipts) ? receiptText(receipts, phrasesFor(locale)) : '';
      const told = [message.content ?? '', receipt].filter((text) => text !== '').join('\n\n');
      messages.push({ role: 'assistant', content: told });
      return withList(told, hasOnlyListed ? listed.at(-1) : undefined);
    }
    messages.push({ role: 'assistant', content: message.content, tool_calls: calls });
    const [asked] = calls;
    if (asked?.function.name === 'offer_choices') {
      const { question, choices } = readOffered(asked);
      const result = { role: 'tool' as const, tool_call_id: asked.id, content: '{"success":true}' };
      messages.push(result, { role: 'assistant', content: question });
      return [question, ...choices.map((choice) => `- ${choice}`)].join('\n');
    }
    const results = tools.run(
      calls.map((call) => ({ name: call.function.name, args: JSON.parse(call.function.arguments) })),
    );
    calls.forEach((call, index) => {
      if (call.function.name === 'list_tasks') listed.push(JSON.stringify(results[index]));
      else hasOnlyListed = false;
      finished.push(toFinished(call, results[index]));
      messages.push({ role: 'tool', tool_call_id: call.id, content: JSON.stringify(results[index]) });
    });
  }
  throw new Error('The turn did not end.');
}

function readOffered(call: FunctionCall): z.infer<typeof offered> {
  return offered.parse(JSON.parse(call.function.arguments));
}

function toFinished({ id, function: { name, arguments: args } }: FunctionCall, answer: unknown): FinishedCall {
  const result = toolResult.parse(answer);
  const isHeld = !result.success && result.error.code === 'confirmation_required';
  const status = result.success ? 'succeeded' : isHeld ? 'proposed' : 'failed';
  return { callId: id, name, args: JSON.parse(args), result, status };
}

/** The app shows the last list under a reply that neither names its tasks nor asks something. */
function withList(reply: string, list: string | undefined): string {
  const titles = [...(list ?? '').matchAll(/"title":"((?:[^"\\]|\\.)*)"/g)].map(([, title = '']) =>
    title.toLowerCase(),
  );
  const isShown = !/[?？؟]/.test(reply) && !titles.some((title) => reply.toLowerCase().includes(title));
  return isShown ? `${reply}\n${titles.join('\n')}` : reply;
}
