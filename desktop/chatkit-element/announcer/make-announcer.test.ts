import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AssistantMessageItem, WidgetItem } from '../protocol/thread-item.ts';
import { INITIAL_STATE, type ChatState } from '../state/chat-state.ts';
import { makeAnnouncer } from './make-announcer.ts';
import { splitSentences } from './split-sentences.ts';

const markdown = fc
  .array(fc.constantFrom('One. ', 'Two!', ' and **more**', '\n', '\n\n', '- item', '***\n', '他说。', ' ', '? '))
  .map((pieces) => pieces.join(''));

test('says each sentence once, in order, wherever the text is cut', () => {
  fc.assert(
    fc.property(markdown, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (text, steps) => {
      const announce = makeAnnouncer();
      announce(responding([]));
      const spoken: string[] = [];
      let length = 0;
      for (let step = 0; length < text.length; step += 1) {
        length += steps[step % steps.length] ?? 1;
        spoken.push(...announce(responding([reply(text.slice(0, length))])).sentences);
      }
      spoken.push(...announce({ ...responding([reply(text)]), activity: 'idle' }).sentences);
      expect(spoken).toEqual(splitSentences(text));
    }),
    { seed: 11, numRuns: 500 },
  );
});

test('says what the cards say where nothing else was said', () => {
  const announce = makeAnnouncer();
  announce(responding([reply('From before.')]));
  const card: WidgetItem = {
    type: 'widget',
    id: 'w1',
    thread_id: 'thr_1',
    created_at: '',
    widget: { type: 'Card', children: [] },
    copy_text: 'Added: 1. Milk\nAdded: 2. Eggs',
  };
  const done = announce({ ...responding([card]), activity: 'idle' });
  expect(done.sentences).toEqual(['Added: 1. Milk', 'Added: 2. Eggs']);
});

function responding(entries: (AssistantMessageItem | WidgetItem)[]): ChatState {
  return { ...INITIAL_STATE, activity: 'responding', threadState: { ...INITIAL_STATE.threadState, entries } };
}

function reply(text: string): AssistantMessageItem {
  const content = [{ type: 'output_text' as const, text, annotations: [] }];
  return { type: 'assistant_message', id: 'a1', thread_id: 'thr_1', created_at: '', content };
}
