import { expect, test } from 'vitest';
import { parseCalls } from './parse-calls.ts';
import { ReplyParser } from './reply-parser.ts';

/** No chunk that arrives may hold everybody up for longer; in milliseconds of the processor. */
const LONGEST_MS = 100;
/** What a socket hands over at once, in characters. */
const CHUNK = 65_536;

const frame = (delta: object) => `data: ${JSON.stringify({ choices: [{ delta }] })}\n\n`;
const frames = (count: number, delta: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => frame(delta(index))).join('');
const call = (index: number | undefined, text: string) => ({
  tool_calls: [{ index, function: { name: 'add_task', arguments: text } }],
});
const raw = (extra: string) => `data: {"choices":[{"delta":{"x":${extra}}}]}\n\n`;

const REPLIES: Record<string, string> = {
  'a call that is mostly white space': frame({ content: `{${' '.repeat(7_990)}x` }),
  'a call in lines without end': frame({ content: `\`\`\`json${'\n'.repeat(7_900)}\`\`\`x` }),
  'nothing but white space': frames(3_000, () => ({ content: ' '.repeat(100) })),
  'a thought without end': frame({ content: '<think>' }) + frames(10_000, () => ({ content: 'hm </thin' })),
  'thoughts without number': frames(5_000, () => ({ content: '<think>a</think>' })),
  'calls without number': frames(5_000, (index) => call(index, '{}')),
  'calls without number in one frame': frame({
    tool_calls: Array.from({ length: 8_000 }, (_, index) => ({ index, function: { name: 'a', arguments: '{}' } })),
  }),
  'arguments without end, named in each piece': frames(4_000, () => call(undefined, '[1,'.repeat(10))),
  'arguments without end, looking whole': frames(4_000, () => call(undefined, '"{}')),
  'many long arguments': frames(100, (index) => call(index, JSON.stringify({ title: 'x'.repeat(40_000) }))),
  'many arguments of many parts': frames(100, (index) => call(index, `{"a":[${'{},'.repeat(9_900)}1]}`)),
  'fields without number': frames(5_000, (index) => ({ [`field${index}`]: '1' })),
  'parts without number': frames(300, (index) => ({
    x: Array.from({ length: 50 }, (_, part) => ({ index: index * 50 + part, text: 'a' })),
  })),
  'calls with fields without number': frames(4_000, (index) => ({
    tool_calls: [{ index: 0, [`field${index}`]: { a: 1 } }],
  })),
  'a frame nested without end': raw('['.repeat(100_000) + ']'.repeat(100_000)),
  'a frame of very many parts': raw(`[${'{"a":1},'.repeat(50_000)}1]`),
  'a frame that is too long': raw(`[${'1,'.repeat(1_000_000)}1]`),
};

test.each(Object.entries(REPLIES))('an endpoint that sends %s holds nobody up', (_name, reply) => {
  const longest = Math.min(...Array.from({ length: 2 }, () => readReply(reply)));
  expect(longest).toBeLessThan(LONGEST_MS);
});

test('an endpoint that never ends is left', () => {
  const parser = new ReplyParser(new Set());
  const thought = frame({ reasoning: 'x'.repeat(60_000) });
  for (let count = 0; count < 400 && !parser.isOver; count += 1) parser.add(thought);
  expect(parser.isOver).toBe(true);
  expect(parser.finish().isCut).toBe(true);
});

/** @returns the longest that one step of reading took, in milliseconds of the processor */
function readReply(reply: string): number {
  const parser = new ReplyParser(new Set(['add_task']));
  let longest = 0;
  const step = (work: () => void) => {
    const before = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1_000);
  };
  try {
    for (let at = 0; at < reply.length; at += CHUNK) step(() => parser.add(reply.slice(at, at + CHUNK)));
    step(() => parseCalls(parser.finish().calls, { messageId: '1', round: 0 }));
  } catch {
    // What makes no sense ends the reply.
  }
  return longest;
}
