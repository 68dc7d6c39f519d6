import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchAnswer, searchEverything } from '../../chat/search/search-everything.ts';
import { createItemId } from '../../chatkit/protocol/item-id.ts';
import { insertUser } from '../../testing/factories.ts';
import { createTestDatabase } from '../../testing/test-database.ts';
import { startTestServer, type TestUser } from '../../testing/test-server.ts';

const { database, url } = await createTestDatabase();
const server = await startTestServer({ DATABASE_URL: url });
const alice = await server.signUp('Alice');
const bob = await server.signUp('Bob');

const search = async (user: TestUser, query: string, language = 'en') => {
  const path = `/search?q=${encodeURIComponent(query)}&limit=20`;
  const response = await user.fetch(path, { headers: { 'Accept-Language': language } });
  expect(response.status).toBe(200);
  return searchAnswer.parse(await response.json());
};

/** Stores messages of a user as turns do. @returns their ids, in order. */
async function say(userId: string, texts: readonly string[], title: string | null = null): Promise<string[]> {
  const conversationId = randomUUID();
  await database('conversations').insert({ id: conversationId, userId, title });
  const rows = texts.map((text, index) => {
    const type = index % 2 === 0 ? ('user_message' as const) : ('assistant_message' as const);
    const id = createItemId(type);
    const content = [{ type: index % 2 === 0 ? 'input_text' : 'output_text', text, annotations: [] }];
    const item = { id, type, thread_id: conversationId, content, attachments: [], inference_options: {} };
    return { itemId: id, conversationId, userId, itemType: type, item: JSON.stringify(item) };
  });
  await database('messages').insert(rows);
  return rows.map(({ itemId }) => itemId);
}

const marked = ({ text, marks }: { text: string; marks: { start: number; end: number }[] }) =>
  marks.map(({ start, end }) => text.slice(start, end));

test('finds tasks, conversations and messages, and says where the words stand', async () => {
  await alice.fetch('/tasks', { body: { title: 'Zürich: book the hotel', notes: 'near the lake in Zurich' } });
  const [said, answered] = await say(
    alice.id,
    ['What about zurich?', 'You go to **Zürich** on Friday.'],
    'Trip to ZÜRICH',
  );
  const found = await search(alice, 'zurich');
  expect(found.tasks.map(({ task, title, notes }) => [task.id, marked(title), notes && marked(notes)])).toEqual([
    [1, ['Zürich'], ['Zurich']],
  ]);
  expect(found.conversations.map(({ title }) => marked(title))).toEqual([['ZÜRICH']]);
  expect(found.messages.map(({ item_id, from, conversation_title, text }) => [item_id, from, conversation_title, marked(text)]))
    .toEqual([
      [answered, 'assistant', 'Trip to ZÜRICH', ['Zürich']],
      [said, 'user', 'Trip to ZÜRICH', ['zurich']],
    ]); // prettier-ignore
  expect(await search(bob, 'zurich')).toEqual({ tasks: [], conversations: [], messages: [] });
});

test('finds forms of a word in the language of who asks, and characters where words have no spaces', async () => {
  const [runs, , buys, , sees] = await say(alice.id, [
    'she runs there',
    '',
    '明天买牛奶和面包',
    '',
    'ich habe Häuser gesehen',
  ]);
  const ids = async (query: string, language?: string) =>
    (await search(alice, query, language)).messages.map(({ item_id }) => item_id);
  expect(await ids('running')).toEqual([runs]);
  expect(await ids('牛奶')).toEqual([buys]);
  expect(await ids('奶牛')).toEqual([]);
  expect(await ids('hauses', 'de')).toEqual([sees]);
  expect(marked((await search(alice, 'running')).messages[0]?.text ?? { text: '', marks: [] })).toEqual(['runs']);
});

test('shows the part of a long message that the words stand in', async () => {
  await say(alice.id, [`${'lorem ipsum '.repeat(400)}needle ${'dolor sit '.repeat(400)}`]);
  const [message] = (await search(alice, 'NEEDLE')).messages;
  expect(message?.text.text).toMatch(/^….*needle.*…$/);
  expect(message?.text.text.length).toBeLessThan(260);
  expect(message && marked(message.text)).toEqual(['needle']);
});

test('knows what was changed, deleted, or is still being written', async () => {
  const [first = '', second = ''] = await say(alice.id, ['quokka one', 'quokka two']);
  const change = (id: string, values: object) => database('messages').where({ itemId: id }).update(values);
  await change(first, { item: JSON.stringify({ id: first, type: 'user_message', content: [{ text: 'wombat' }] }) });
  await change(second, { item: JSON.stringify({ id: second, type: 'assistant_message', content: 'broken' }) });
  expect((await search(alice, 'quokka')).messages).toEqual([]);
  expect((await search(alice, 'wombat')).messages.map(({ item_id }) => item_id)).toEqual([first]);
  await database('messages').where({ itemId: first }).delete();
  expect((await search(alice, 'wombat')).messages).toEqual([]);
  const conversationId = randomUUID();
  await database('conversations').insert({ id: conversationId, userId: alice.id });
  const item = { id: 'msg_streaming', type: 'assistant_message', content: [{ text: 'numbat' }] };
  const row = { itemId: item.id, conversationId, userId: alice.id, itemType: item.type, item: JSON.stringify(item) };
  await database('messages').insert({ ...row, state: 'streaming' });
  expect((await search(alice, 'numbat')).messages).toEqual([]);
  await change(item.id, { state: 'interrupted' });
  expect((await search(alice, 'numbat')).messages).toHaveLength(1);
});

test.each([
  ['', 400],
  ['?q=', 200],
  ['?q=%20%21%3F%20%27%27%20%26%20%7C%20%28%29%3A%2A', 200],
  ['?q=x&limit=0', 400],
  ['?q=x&limit=21', 400],
  ['?q=x&limit=1e1', 400],
  ['?q=x&q=y', 400],
  ['?q=x&colour=red', 400],
  [`?q=${'x'.repeat(501)}`, 400],
  [`?q=${encodeURIComponent("'); drop table tasks; -- \\ \u0000")}`, 400],
])('%s is answered with %i', async (query, status) => {
  expect((await alice.fetch(`/search${query}`)).status).toBe(status);
});

test('is for whoever is signed in, and their own', async () => {
  expect((await fetch(`${server.url}/api/${alice.id}/search?q=x`)).status).toBe(401);
  const address = `${server.url}/api/${alice.id}/search?q=x`;
  expect((await fetch(address, { headers: { Authorization: `Bearer ${bob.token}` } })).status).toBe(403);
});

const LETTERS = fc.constantFrom('a', 'b', 'c', 'é', 'ß', 'Ł', 'ñ', 'я', 'й', 'ى', '1', '9', '日', '本');
const SIGN = fc.constantFrom(
  ' ',
  ' ',
  '-',
  '/',
  '.',
  "'",
  '’',
  '@',
  ':',
  '&',
  '|',
  '!',
  '(',
  '*',
  '\\',
  '“',
  '\n',
  '、',
);
const anyWord = fc.string({ unit: LETTERS, minLength: 1, maxLength: 4 });
const anyText = fc.array(fc.tuple(anyWord, SIGN), { maxLength: 6 }).map((parts) => parts.flat().join(''));

/** What a reader who knows nothing of the database takes for the words of a text. */
function wordsOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/gu, '')
    .normalize('NFC');
  const folded = plain.replaceAll('ł', 'l').replaceAll('ى', 'ي');
  return folded
    .replaceAll(/([日本])/gu, ' $1 ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Whether the pieces of a word that was typed stand one after the other, each the beginning of a word. */
function stands(pieces: readonly string[], words: readonly string[]): boolean {
  return words.some((_, at) => pieces.every((piece, step) => words[at + step]?.startsWith(piece)));
}

test('finds exactly the messages in which all words begin one, whatever signs, case and accents there are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 8 }), anyText, async (texts, query) => {
      const userId = await insertUser(database);
      const ids = await say(userId, texts);
      const asked = query
        .split(/\s+/)
        .map(wordsOf)
        .filter((pieces) => pieces.length > 0);
      const expected = ids.filter((_, at) => asked.every((pieces) => stands(pieces, wordsOf(texts[at] ?? ''))));
      // A language without stems: what forms of a word are, is the database's own.
      const reader = { userId, signal: new AbortController().signal, locale: 'ja', timeZone: 'UTC', now: new Date() };
      const { messages } = await searchEverything(database, reader, { q: query, limit: 20 });
      const found = messages.map(({ item_id }) => item_id);
      expect(found).toEqual(asked.length === 0 ? [] : expected.toReversed());
      for (const { text } of messages) expect(text.marks.length).toBeGreaterThan(0);
    }),
    { seed: 16, numRuns: 150 },
  );
});

test(
  'finds what is rare as well as what is common in a large table, and asks no more of it than it has to',
  { timeout: 60_000 },
  async () => {
    const conversationId = randomUUID();
    await database('conversations').insert({ id: conversationId, userId: bob.id });
    await database.raw(
      `insert into messages (item_id, conversation_id, user_id, item_type, item)
      select 'msg_many' || n, ?, ?, 'user_message', jsonb_build_object('id', 'msg_many' || n, 'type', 'user_message',
        'content', jsonb_build_array(jsonb_build_object('text', 'common word ' || n)))
      from generate_series(1, 12000) as n`,
      [conversationId, bob.id],
    );
    await database.raw('analyze message_texts');
    const statements: { sql: string; bindings: string[] }[] = [];
    database.on('query', (query: { sql: string; bindings: string[] }) => statements.push(query));
    for (const [query, items] of [
      ['common', Array.from({ length: 20 }, (_, index) => 12_000 - index)],
      ['common 543', [5439, 5438, 5437, 5436, 5435, 5434, 5433, 5432, 5431, 5430, 543]],
      ['word common 777', [7779, 7778, 7777, 7776, 7775, 7774, 7773, 7772, 7771, 7770, 777]],
      ['common 4321', [4321]],
      ['unheard', []],
    ] as const) {
      const reader = {
        userId: bob.id,
        signal: new AbortController().signal,
        locale: 'en',
        timeZone: 'UTC',
        now: new Date(),
      };
      const { messages } = await searchEverything(database, reader, { q: query, limit: 20 });
      expect(
        messages.map(({ item_id }) => item_id),
        query,
      ).toEqual(items.map((number) => `msg_many${number}`));
    }
    const indexed = statements.filter(({ sql }) => sql.includes('"indexed"'));
    expect(indexed).toHaveLength(4);
    await database.transaction(async (transaction) => {
      await transaction.raw('set local enable_seqscan = off');
      for (const { sql, bindings } of indexed) {
        const { rows } = await transaction.raw(`explain (format json) ${sql.replaceAll(/\$\d+/gu, '?')}`, bindings);
        expect(JSON.stringify(rows), sql).toContain('"Index Name":"message_texts_words"');
      }
    });
  },
);
