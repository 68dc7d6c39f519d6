import { describe, expect } from 'vitest';
import type { NewItem } from '../turn/turn-thread.ts';
import { outline, type ConformanceClient, type Json } from './conformance-client.ts';
import { checksOf, type ConformanceTarget, type Scripted } from './conformance-target.ts';
import { done, message } from './scripted-replies.ts';

const QUESTIONS = {
  type: 'structured_input',
  status: 'pending',
  inputs: [
    {
      type: 'multiple_choice',
      id: 'one',
      question: 'Which?',
      options: [{ value: 'a' }, { value: 'b' }],
      multiple: false,
    },
    {
      type: 'multiple_choice',
      id: 'many',
      question: 'Which?',
      options: [{ value: 'a' }, { value: 'b' }],
      multiple: true,
    },
    { type: 'freeform', id: 'free', question: 'Else?' },
  ],
} satisfies NewItem;

const SKIPPED = { values: [], skipped: true };

/** Questions to the user. */
export function structuredInputChecks(target: ConformanceTarget): void {
  const { scripted } = checksOf(target);

  describe('structured input', () => {
    scripted('sends questions as pending and without answers', async ({ alice, host }) => {
      const { events } = await alice.createThread(asks(host));
      expect(events.at(-1)).toMatchObject({ type: 'thread.item.done', item: QUESTIONS });
      expect(JSON.stringify(events.at(-1))).not.toContain('answer');
    });

    scripted('sends stream_options, the answered item, then the reply', async ({ alice, host }) => {
      const { events } = await submit({ alice, host }, { answers: {} });
      expect(outline(events)).toEqual([
        'stream_options',
        'thread.item.replaced structured_input',
        'thread.item.done assistant_message',
      ]);
    });

    scripted('stores the item with its answers and status', async ({ alice, host }) => {
      const { events, stored } = await submit({ alice, host }, { answers: { free: { values: ['x'] } } });
      expect(stored).toEqual(events[1].item);
      expect(stored).toMatchObject({ status: 'answered' });
      expect(answersOf(stored).free).toEqual({ values: ['x'], skipped: false });
    });

    scripted('records what was left out as skipped', async ({ alice, host }) => {
      const { stored } = await submit({ alice, host }, { answers: { free: { values: ['x'] } } });
      expect(answersOf(stored)).toMatchObject({ one: SKIPPED, many: SKIPPED });
    });

    scripted('records everything as skipped when the whole is skipped', async ({ alice, host }) => {
      const { stored } = await submit({ alice, host }, { status: 'skipped', answers: { free: { values: ['x'] } } });
      expect(stored.status).toBe('skipped');
      expect(answersOf(stored)).toEqual({ one: SKIPPED, many: SKIPPED, free: SKIPPED });
    });

    scripted('keeps the first value of a single choice', async ({ alice, host }) => {
      const { stored } = await submit({ alice, host }, { answers: { one: { values: ['b', 'a'] } } });
      expect(answersOf(stored).one).toEqual({ values: ['b'], skipped: false });
    });

    scripted('keeps all values of a multiple choice', async ({ alice, host }) => {
      const { stored } = await submit({ alice, host }, { answers: { many: { values: ['b', 'a'] } } });
      expect(answersOf(stored).many).toEqual({ values: ['b', 'a'], skipped: false });
    });

    scripted('keeps a value that was not offered', async ({ alice, host }) => {
      const { stored } = await submit({ alice, host }, { answers: { one: { values: ['my own'] } } });
      expect(answersOf(stored).one).toEqual({ values: ['my own'], skipped: false });
    });

    scripted('takes no values as skipped, and an empty text as an answer', async ({ alice, host }) => {
      const { stored } = await submit({ alice, host }, { answers: { one: { values: [] }, free: { values: [''] } } });
      expect(answersOf(stored)).toMatchObject({ one: SKIPPED, free: { values: [''], skipped: false } });
    });

    scripted('ignores answers to questions that were not asked', async ({ alice, host }) => {
      const { stored } = await submit({ alice, host }, { answers: { unknown: { values: ['x'] } } });
      expect(Object.keys(answersOf(stored))).toEqual(['one', 'many', 'free']);
    });

    scripted('refuses a second submission', async ({ alice, host }) => {
      const { threadId, stored } = await submit({ alice, host }, {});
      const params = { thread_id: threadId, item_id: stored.id, input: { answers: { free: { values: ['late'] } } } };
      expect((await alice.refused('threads.add_structured_input', params)).status).toBe(409);
      expect((await alice.items(threadId))[1]).toEqual(stored);
    });

    scripted('refuses a submission to anything else', async ({ alice, host }) => {
      const { threadId, userItem } = await alice.createThread(asks(host));
      const params = { thread_id: threadId, item_id: userItem.id, input: {} };
      expect((await alice.refused('threads.add_structured_input', params)).status).toBe(409);
      await alice.say(threadId, 'the refusal holds no lease');
    });

    scripted('takes empty input as answered with nothing', async ({ alice, host }) => {
      const { stored } = await submit({ alice, host }, {});
      expect(stored.status).toBe('answered');
      expect(answersOf(stored)).toEqual({ one: SKIPPED, many: SKIPPED, free: SKIPPED });
    });
  });
}

function asks(host: Scripted['host']): string {
  return host.respond(async function* (thread, sent) {
    yield done(sent ? thread.item(QUESTIONS) : message(thread, 'Thanks.'));
  });
}

async function submit(
  { alice, host }: Pick<Scripted, 'host'> & { alice: ConformanceClient },
  input: object,
): Promise<{ threadId: string; events: Json[]; stored: Json }> {
  const { threadId } = await alice.createThread(asks(host));
  const { id } = (await alice.items(threadId))[1];
  const events = await alice.events('threads.add_structured_input', { thread_id: threadId, item_id: id, input });
  return { threadId, events, stored: (await alice.items(threadId))[1] };
}

function answersOf(item: Json): Record<string, Json> {
  return Object.fromEntries(item.inputs.map(({ id, answer }: Json) => [id, answer]));
}
