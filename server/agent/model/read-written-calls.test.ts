import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWrittenCalls } from './read-written-calls.ts';
import { threadMs } from '../../testing/thread-time.ts';

const TOOLS = new Set(['add_task', 'delete_task']);
const one = '{"name": "add_task", "arguments": {"title": "buy `milk` </tool_call> }]"}}';
const call = { name: 'add_task', arguments: '{"title":"buy `milk` </tool_call> }]"}' };

describe('a reply that is nothing but calls', () => {
  test.each([
    ['JSON', one, 1],
    ['a list', `[${one}, ${one}]`, 2],
    ['several, line by line', `${one}\n${one}\n\n${one}`, 3],
    ['several with commas', `${one}, ${one};`, 2],
    ['a code block', `\`\`\`json\n${one}\n\`\`\``, 1],
    ['two code blocks', `\`\`\`json\n${one}\n\`\`\`\n\`\`\`\n${one}\n\`\`\``, 2],
    ['tags', `<tool_call>\n${one}\n</tool_call>\n<tool_call>${one}</tool_call>`, 2],
    ['a tag left open', `<tool_call>${one}`, 1],
    ['other tags', `<|tool_call|>${one}<|/tool_call|>`, 1],
    ['the tags of Mistral', `[TOOL_CALLS][${one}]`, 1],
    ['the tag of Llama', `<|python_tag|>${one}`, 1],
    ['the form of the API', `{"type": "function", "function": ${one}}`, 1],
    ['its list', `{"tool_calls": [{"id": "1", "function": ${one}}]}`, 1],
    ['parameters', one.replace('arguments', 'parameters'), 1],
    ['arguments as text', `{"name": "add_task", "arguments": ${JSON.stringify(call.arguments)}}`, 1],
  ])('is read as %s', (_name, text, count) => {
    expect(readWrittenCalls(text, TOOLS)).toEqual(Array.from({ length: count }, () => call));
  });
});

test.each([
  `Sure! ${one}`,
  `${one} Done.`,
  '{"name": "launch_rockets", "arguments": {}}',
  `[${one}, {"name": "launch_rockets"}]`,
  '{"title": "add_task"}',
  one.slice(0, -1),
  '```',
  '',
  '42',
  '"add_task"',
])('%s is text', (text) => expect(readWrittenCalls(text, TOOLS)).toBeUndefined());

test('any text is read in no time, and never as a call of a tool that there is not', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(one, '{', '[', '"', '```json', '<tool_call>', ' ', ',', 'x', '\\'), { maxLength: 300 }),
      (pieces) => {
        const started = threadMs();
        for (const { name } of readWrittenCalls(pieces.join(''), TOOLS) ?? []) expect(TOOLS.has(name)).toBe(true);
        expect(threadMs() - started).toBeLessThan(100);
      },
    ),
    { seed: 15, numRuns: 300 },
  );
});
