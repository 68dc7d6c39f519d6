import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toFrame } from '../../chatkit/protocol/sse-frame.ts';
import { stampedDelta, StampReader } from './stamps.ts';

/** A turn as a server sends it: deltas joined and cut as it likes, and all of them once more in the finished item. */
function toFrames(text: string, cuts: number[]): string {
  const update = (delta: string) =>
    toFrame({
      type: 'thread.item.updated',
      item_id: 'msg_1',
      update: { type: 'assistant_message.content_part.text_delta', content_index: 0, delta },
    });
  const content = [{ type: 'output_text' as const, text, annotations: [] }];
  const base = { id: 'msg_1', thread_id: 'thr_1', created_at: '2026-11-20T09:00:00.000Z' };
  return [
    toFrame({ type: 'progress_update', text: 'Waits 12 seconds' }),
    ...cut(text, cuts).map(update),
    toFrame({ type: 'thread.item.done', item: { ...base, type: 'assistant_message', content } }),
  ].join('');
}

function cut(text: string, cuts: number[]): string[] {
  const ends = [...new Set(cuts.map((at) => at % (text.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...ends].map((from, index) => text.slice(from, ends[index] ?? text.length));
}

test('finds every stamp once and in order, wherever deltas, frames and chunks are cut', () => {
  const cuts = fc.array(fc.nat(), { maxLength: 60 });
  const stamps = fc.array(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(stamps, cuts, cuts, (made, frameCuts, chunkCuts) => {
      const reader = new StampReader();
      const frames = toFrames(made.map((stamp) => stampedDelta(stamp)).join(''), frameCuts);
      expect(cut(frames, chunkCuts).flatMap((chunk) => reader.read(chunk))).toEqual(made);
    }),
    { seed: 20261120, numRuns: 300 },
  );
});
