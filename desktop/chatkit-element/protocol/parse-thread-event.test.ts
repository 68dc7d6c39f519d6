import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseThreadEvent } from './parse-thread-event.ts';
import { parseThreadItem } from './parse-thread-item.ts';

const base = { id: 'i', thread_id: 't', created_at: '2026-03-04T09:00:00.000Z' };

describe('reading what servers send', () => {
  test('fills in what a lean server leaves out', () => {
    expect(parseThreadItem({ ...base, type: 'user_message' })).toEqual({
      ...base,
      type: 'user_message',
      content: [],
      attachments: [],
      inference_options: {},
    });
    expect(parseThreadItem({ ...base, type: 'workflow', workflow: { tasks: [{ type: 'thought' }] } })).toEqual({
      ...base,
      type: 'workflow',
      workflow: {
        type: 'custom',
        tasks: [{ type: 'thought', status_indicator: 'none', queries: [], sources: [] }],
        expanded: false,
      },
    });
    expect(parseThreadEvent({ type: 'error' })).toEqual({ type: 'error', code: 'custom', allow_retry: false });
    expect(parseThreadEvent({ type: 'client_effect', name: 'x' })).toEqual({
      type: 'client_effect',
      name: 'x',
      data: {},
    });
  });

  test('drops hidden and unknown items, events and updates', () => {
    for (const type of ['hidden_context_item', 'sdk_hidden_context', 'end_of_turn', 'hologram']) {
      expect(parseThreadItem({ ...base, type })).toBeNull();
      expect(parseThreadEvent({ type: 'thread.item.added', item: { ...base, type } })).toBeNull();
    }
    expect(parseThreadEvent({ type: 'party' })).toBeNull();
    expect(parseThreadEvent({ type: 'thread.item.updated', item_id: 'i', update: { type: 'sparkle' } })).toBeNull();
  });

  test('tells replies that are still written from those that were interrupted', () => {
    const stateOf = (status?: string) => parseThreadItem({ ...base, type: 'assistant_message', content: [], status });
    expect(stateOf('in_progress')).toMatchObject({ state: 'running' });
    expect(stateOf('incomplete')).toMatchObject({ state: 'interrupted' });
    expect(stateOf()).not.toHaveProperty('state');
  });

  test('does not let an index allocate more than a reply can have', () => {
    const update = { type: 'assistant_message.content_part.text_delta', content_index: 1e9, delta: 'x' };
    expect(parseThreadEvent({ type: 'thread.item.updated', item_id: 'i', update })).toMatchObject({
      update: { content_index: 1000 },
    });
  });

  test('never throws, whatever the JSON', () => {
    const types = fc.constantFrom('thread.created', 'thread.item.added', 'thread.item.updated', 'error', 'notice');
    const itemTypes = fc.constantFrom(
      'user_message',
      'assistant_message',
      'widget',
      'workflow',
      'structured_input',
      'task',
    );
    const members = fc.dictionary(
      fc.constantFrom(
        'id',
        'type',
        'content',
        'attachments',
        'workflow',
        'widget',
        'inputs',
        'task',
        'text',
        'annotations',
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(types, itemTypes, members, fc.jsonValue(), (type, itemType, item, noise) => {
        parseThreadEvent({
          type,
          item: { id: 'i', ...item, type: itemType },
          thread: noise,
          update: noise,
          item_id: noise,
        });
        parseThreadEvent(noise);
      }),
    );
  });
});
