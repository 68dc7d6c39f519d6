import { beforeEach, describe, expect, test } from 'vitest';
import { addMessage, createThread, say, tasksOf, type Frame } from '../../testing/chat-client.ts';
import { endStream, startScriptedModel, writeChunk, type ModelRequestBody } from '../../testing/scripted-model.ts';
import { findFault } from '../../testing/strict-template.ts';
import { startTestServer, type TestServer, type TestUser } from '../../testing/test-server.ts';

const model = await startScriptedModel();
const server = await startTestServer(model.environment);
let alice: TestUser;

beforeEach(async () => {
  alice = await server.signUp('Alice');
  model.reset();
});

type Message = ModelRequestBody['messages'][number] & Record<string, unknown>;

/** What one kind of endpoint gives with its replies, and what it refuses. */
interface Family {
  /** Pieces that come before the calls and before the text. */
  thoughts: Record<string, unknown>[];
  /** What comes with the first of two calls. */
  onCall: Record<string, unknown>;
  refuses(messages: Message[]): boolean;
}

const SIGNATURE = { extra_content: { google: { thought_signature: 'AY89a18Iw+/=' } } };
const DETAIL = { type: 'reasoning.text', format: 'anthropic-claude-v1', index: 0 };
const callsOf = (messages: Message[]) => messages.filter(({ tool_calls: calls }) => calls !== undefined);
const has = (value: unknown, part: unknown) => JSON.stringify(value).includes(JSON.stringify(part).slice(1, -1));
const thought = { reasoning_content: 'They want milk.' };
const details = [{ ...DETAIL, text: 'They want milk.', signature: 'sig/1=' }];

const families: Record<string, Family> = {
  'Gemini 3, which wants its signature on the first call of every step': {
    thoughts: [],
    onCall: SIGNATURE,
    refuses: (messages) => callsOf(messages).some(({ tool_calls: [first] = [] }) => !has(first, SIGNATURE)),
  },
  'DeepSeek 4, which wants its thoughts with every message that calls': {
    thoughts: [{ reasoning_content: '' }, { reasoning_content: 'They want' }, { reasoning_content: ' milk.' }],
    onCall: {},
    refuses: (messages) => callsOf(messages).some((message) => !has(message, thought)),
  },
  'older DeepSeek, which wants them in the running turn and nowhere else': {
    thoughts: [{ reasoning_content: 'They want' }, { reasoning_content: ' milk.' }],
    onCall: {},
    refuses: (messages) => {
      const start = messages.findLastIndex(({ role }) => role === 'user');
      const running = callsOf(messages.slice(start));
      return has(messages.slice(0, start), 'reasoning_content') || running.some((message) => !has(message, thought));
    },
  },
  'OpenRouter, whose details come in pieces': {
    thoughts: [
      { reasoning: 'They want', reasoning_details: [{ ...DETAIL, text: 'They want' }] },
      { reasoning: ' milk.', reasoning_details: [{ ...DETAIL, text: ' milk.', signature: null }] },
      { reasoning_details: [{ ...DETAIL, text: '', signature: 'sig/1=' }] },
    ],
    onCall: {},
    refuses: (messages) => {
      const spoken = messages.filter(
        ({ role, content }) => role === 'assistant' && !/^(?:\[No reply|I was)/.test(content ?? ''),
      );
      return spoken.some((message) => !has(message, { reasoning_details: details }));
    },
  },
  'one that nobody has heard of': {
    thoughts: [{ tokens_of_thought: 7, plan: { steps: ['milk'] } }],
    onCall: { function: { seal: 'x1' }, proof: [1, null, 'b'] },
    refuses: (messages) =>
      callsOf(messages).some(
        (message) =>
          !has(message, { plan: { steps: ['milk'] } }) ||
          !has(message, { seal: 'x1' }) ||
          !has(message, { proof: [1, null, 'b'] }),
      ),
  },
  'one that takes nothing but the standard, its own fields neither': {
    thoughts: [{ reasoning: 'They want milk.' }],
    onCall: {},
    refuses: (messages) => has(messages, 'reasoning'),
  },
};

/** Answers a user with two calls and their results with words; what the family would refuse gets 400. */
function answerAs({ thoughts, onCall, refuses }: Family): void {
  model.otherwise((response, { messages }) => {
    const spoken: Message[] = messages.map((message) => ({ ...message }));
    const fault = findFault(messages) ?? (refuses(spoken) ? 'not as this family wants it' : undefined);
    if (fault !== undefined) {
      response.writeHead(400, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ error: { message: fault } }));
      return;
    }
    for (const piece of thoughts) writeChunk(response, piece);
    if (messages.at(-1)?.role === 'tool') {
      writeChunk(response, { content: 'Noted.\n' });
      endStream(response);
      return;
    }
    for (const title of ['milk', 'bread']) {
      const { function: inside, ...beside } = { function: {}, ...(title === 'milk' ? onCall : {}) };
      const called = { ...inside, name: 'add_task', arguments: JSON.stringify({ title }) };
      writeChunk(response, {
        tool_calls: [{ index: title === 'milk' ? 0 : 1, ...beside, id: 'same', function: called }],
      });
    }
    endStream(response, 'tool_calls');
  });
}

const threadIdOf = ([created]: Frame[]) => (created?.['thread'] as { id: string }).id;
const fails = (response: Parameters<typeof endStream>[0]) => void response.writeHead(500).end();

describe.each(Object.entries(families))('%s', (_name, family) => {
  test('is asked again and again, over failures and stops, and never refuses for good', async () => {
    answerAs(family);
    const threadId = threadIdOf(await createThread(alice, 'add milk and bread'));
    model.script(fails, fails);
    expect((await addMessage(alice, threadId, 'and once more')).map(({ type }) => type)).toContain('error');
    await stopMidway(alice, threadId);

    const answer = await say(alice, 'add both again', threadId);
    expect(answer.tool_calls.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
    expect(answer.message).toMatch(/^Noted\.\n\nAdded/);
    expect(await tasksOf(alice)).toHaveLength(4);
    expect(JSON.stringify(answer)).not.toMatch(/They want|thought_signature|seal/);
    const asked = JSON.stringify(model.requests.at(-1)?.messages);
    expect(asked).toContain('cut off');
    const exported = await (await alice.fetch('/export')).text();
    expect(exported).not.toMatch(/They want milk|thought_signature|seal/);
  });
});

/** A turn that has said something when its reader goes away. */
async function stopMidway(user: TestUser, threadId: string): Promise<void> {
  model.script((response) => writeChunk(response, { content: 'I was say' }));
  const leave = new AbortController();
  const input = { content: [{ type: 'input_text', text: 'talk' }], attachments: [], inference_options: {} };
  const body = { type: 'threads.add_user_message', params: { thread_id: threadId, input } };
  const response = await user.fetch('/chat', { body, signal: leave.signal });
  const reader = response.body?.getReader();
  for (let text = ''; !text.includes('I was');) text += Buffer.from((await reader?.read())?.value ?? []).toString();
  leave.abort();
  const read = { type: 'threads.get_by_id', params: { thread_id: threadId } };
  await expect.poll(async () => (await user.fetch('/chat', { body: read })).text()).toContain('"status":"incomplete"');
}

test('what one endpoint gave is not told another, and calls of another are told in words to one that wants more', async () => {
  answerAs(families['Gemini 3, which wants its signature on the first call of every step'] as Family);
  const { conversation_id: threadId } = await say(alice, 'add milk and bread');
  const other = await at({ ...model.environment, OPENAI_MODEL: 'deepseek' });
  answerAs(families['DeepSeek 4, which wants its thoughts with every message that calls'] as Family);
  model.requests.length = 0;
  const answer = await say(alice.at(other.url), 'add both again', threadId);
  expect(answer.tool_calls.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
  expect(JSON.stringify(model.requests)).not.toContain('thought_signature');
  expect(JSON.stringify(model.requests.at(-1)?.messages)).toContain('Added: 1. milk');
});

function at(environment: Record<string, string>): Promise<TestServer> {
  return startTestServer({ ...environment, DATABASE_URL: server.databaseUrl, BETTER_AUTH_URL: server.url });
}

describe('one call in pieces', () => {
  const [first, second] = ['{"title": ', '"milk"}'];
  const named = (piece: unknown) => ({ name: 'add_task', arguments: piece });
  test.each([
    [
      'an id that changes',
      [
        { index: 0, id: 'a', function: named(first) },
        { index: 0, id: 'b', function: { arguments: second } },
      ],
    ],
    [
      'a new id and the name each time',
      [
        { index: 0, id: 'a', function: named(first) },
        { index: 0, id: 'b', function: named(second) },
      ],
    ],
    [
      'no index',
      [
        { id: 'a', function: named('') },
        { id: 'b', function: { arguments: first } },
        { id: 'c', function: { arguments: second } },
      ],
    ],
    [
      'an empty piece at the end',
      [
        { index: 0, id: 'a', function: named(first + second) },
        { index: 0, id: 'b', function: named('') },
      ],
    ],
  ])('with %s is one call', async (_name, pieces) => {
    model.script(
      (response) => {
        for (const piece of pieces) writeChunk(response, { tool_calls: [piece] });
        endStream(response, 'tool_calls');
      },
      { text: 'Noted.' },
    );
    expect((await say(alice, 'add milk')).tool_calls).toHaveLength(1);
    expect((await tasksOf(alice)).map(({ title }) => title)).toEqual(['milk']);
  });
});

test('ids are ours and never come twice in a conversation', async () => {
  const ids = new Set<string>();
  let threadId: string | undefined;
  for (let turn = 0; turn < 3; turn += 1) {
    model.script({ calls: [{ name: 'add_task', args: { title: `t${turn}` } }] }, { text: 'Noted.' });
    const answer = await say(alice, 'add it', threadId);
    threadId = answer.conversation_id;
    for (const { id } of answer.tool_calls) ids.add(id);
  }
  expect([...ids]).toHaveLength(3);
  expect([...ids].join(' ')).toMatch(/^[0-9A-Za-z]{9}( [0-9A-Za-z]{9}){2}$/);
});
