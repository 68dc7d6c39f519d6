import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { textDeltaFrames, toFrame } from './sse-frame.ts';

const anyText = fc.string({ unit: 'binary' });

/** Reads frames as the standard says: lines end with LF, CR or CRLF, a blank line ends a frame. */
function readFrames(body: string): unknown[] {
  return body
    .split(/\r\n\r\n|\n\n|\r\r/)
    .filter((frame) => frame !== '')
    .map((frame) => {
      const lines = frame.split(/\r\n|\n|\r/);
      expect(lines).toHaveLength(1);
      expect(frame.startsWith('data: ')).toBe(true);
      return JSON.parse(frame.slice(6));
    });
}

test('writes any events so that a reader gets the same events back, one line each', () => {
  const event = fc.record({
    type: fc.constant('client_effect' as const),
    name: anyText,
    data: fc.dictionary(anyText, fc.jsonValue()),
  });
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const received = readFrames(events.map((each) => toFrame(each)).join(''));
      expect(received).toEqual(JSON.parse(JSON.stringify(events)));
    }),
  );
});

test('writes deltas exactly as any other event', () => {
  fc.assert(
    fc.property(anyText, fc.nat(9), fc.array(anyText), (itemId, contentIndex, deltas) => {
      const frame = textDeltaFrames(itemId, contentIndex);
      for (const delta of deltas) {
        const update = {
          type: 'assistant_message.content_part.text_delta' as const,
          content_index: contentIndex,
          delta,
        };
        expect(frame(delta)).toBe(toFrame({ type: 'thread.item.updated', item_id: itemId, update }));
      }
    }),
  );
});
