import type { ModelRequestBody } from './scripted-model.ts';

type BodyMessage = ModelRequestBody['messages'][number];

/**
 * Reads messages as the strictest chat templates and endpoints do (Mistral, Gemma, Anthropic behind a proxy), written
 * from their rules and not from our code.
 *
 * @returns the first thing they would refuse
 */
export function findFault(messages: readonly BodyMessage[]): string | undefined {
  const [system, ...spoken] = messages;
  if (system?.role !== 'system' || !hasWords({ content: system.content })) return 'no instructions';
  const words = spoken.filter(({ role, tool_calls }) => role !== 'tool' && tool_calls === undefined);
  const outOfTurn = words.findIndex(({ role }, index) => role !== (index % 2 === 0 ? 'user' : 'assistant'));
  if (outOfTurn >= 0) return `${words[outOfTurn]?.role} out of turn`;
  const last = spoken.at(-1)?.role;
  if (last !== 'user' && last !== 'tool') return `ends with ${last}`;
  return spoken.map(findFaultInWords).find(isText) ?? findFaultInCalls(spoken);
}

function findFaultInWords({ role, content, tool_calls: calls }: BodyMessage): string | undefined {
  if (content === undefined && calls !== undefined) return undefined;
  return hasWords({ content }) ? undefined : `${role} with empty or ragged content`;
}

function findFaultInCalls(messages: readonly BodyMessage[]): string | undefined {
  const seen = new Set<string>();
  let awaited: string[] = [];
  for (const { role, tool_calls: calls, tool_call_id: id } of messages) {
    if (role === 'tool') {
      if (id === undefined || awaited.shift() !== id) return `a result of no call: ${id}`;
      continue;
    }
    if (awaited.length > 0) return `no result of ${awaited.join()}`;
    if (calls?.length === 0) return 'an empty list of calls';
    for (const { id: callId, function: called } of calls ?? []) {
      if (!/^[a-zA-Z0-9]{9}$/.test(callId) || seen.has(callId)) return `call id ${callId}`;
      if (!/^[a-zA-Z0-9_-]{1,64}$/.test(called.name)) return `name ${called.name}`;
      if (!/^\{.*\}$/s.test(called.arguments)) return `arguments ${called.arguments}`;
      seen.add(callId);
    }
    awaited = (calls ?? []).map((call) => call.id);
  }
  return awaited.length > 0 ? `no result of ${awaited.join()}` : undefined;
}

function hasWords({ content }: { content: unknown }): boolean {
  const text: unknown = Array.isArray(content)
    ? content.map((part: { text?: string }) => part.text).join('\n')
    : content;
  return typeof text === 'string' && text.trim() !== '' && text === text.trimEnd();
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}
