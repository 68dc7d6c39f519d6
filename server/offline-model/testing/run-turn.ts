import OpenAI from 'openai';
import type { ChatCompletionMessageParam, ChatCompletionTool } from 'openai/resources/chat/completions';
import { createOfflineModelFetch } from '../create-offline-model-fetch.ts';
import type { FakeTools } from './fake-tools.ts';

/** The names of the tools a request offers, with schemas as thin as they may be. */
export const offeredTools: ChatCompletionTool[] = [
  'add_task',
  'list_tasks',
  'complete_task',
  'update_task',
  'delete_task',
  'undo_last_change',
].map((name) => ({ type: 'function', function: { name, parameters: { type: 'object', properties: {} } } }));

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
export function describeSystem(tools: FakeTools): ChatCompletionMessageParam {
  const { now, timeZone, locale } = tools.context;
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
 * @returns what the person reads, the list that the app shows included; `messages` has grown by all that was said and done
 */
export async function runTurn(messages: ChatCompletionMessageParam[], tools: FakeTools): Promise<string> {
  const client = createClient();
  const listed: string[] = [];
  let hasOnlyListed = true;
  for (let round = 0; round < 8; round += 1) {
    const stream = client.chat.completions.stream({ model: 'parley-offline', messages, tools: offeredTools });
    const completion = await stream.finalChatCompletion();
    const message = completion.choices[0]?.message;
    if (!message) throw new Error('No choice came back.');
    const calls = (message.tool_calls ?? []).flatMap((call) => (call.type === 'function' ? [call] : []));
    messages.push({ role: 'assistant', content: message.content, ...(calls.length > 0 && { tool_calls: calls }) });
    if (calls.length === 0) return withList(message.content ?? '', hasOnlyListed ? listed.at(-1) : undefined);
    const results = tools.run(
      calls.map((call) => ({ name: call.function.name, args: JSON.parse(call.function.arguments) })),
    );
    calls.forEach((call, index) => {
      if (call.function.name === 'list_tasks') listed.push(JSON.stringify(results[index]));
      else hasOnlyListed = false;
      messages.push({ role: 'tool', tool_call_id: call.id, content: JSON.stringify(results[index]) });
    });
  }
  throw new Error('The turn did not end.');
}

/** The app shows the last list under a reply that neither names its tasks nor asks something. */
function withList(reply: string, list: string | undefined): string {
  const titles = [...(list ?? '').matchAll(/"title":"((?:[^"\\]|\\.)*)"/g)].map(([, title = '']) =>
    title.toLowerCase(),
  );
  const isShown = !/[?？؟]/.test(reply) && !titles.some((title) => reply.toLowerCase().includes(title));
  return isShown ? `${reply}\n${titles.join('\n')}` : reply;
}
