import fc from 'fast-check';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { useElementBench } from '../testing/element-bench.ts';
import {
  added,
  assistantItem,
  created,
  delta,
  done,
  item,
  options as streamOptions,
  thread,
  updated,
  userItem,
  widgetItem,
} from '../testing/frames.ts';

/** How one response arrives: its bytes in chunks, and whether the page draws a frame after each. */
/** `isCut`: it ends in the middle. */
type Arrival = { chunks: { bytes: number[]; isSlow: boolean }[]; isCut: boolean };

declare global {
  interface Window {
    /** The number of the animation frame in which each drawing of React happened. */
    drawnIn: number[];
    /** Sends a message, lets the answer arrive as it is said, and tells what is then shown and was heard. */
    play: (arrival: Arrival) => Promise<{ shown: string; heard: string[] }>;
    answer: ReadableStreamDefaultController<Uint8Array>;
  }
}

const bench = useElementBench();
const opening = [created(thread('thr_1')), done(userItem('u1', 'Hi')), streamOptions(), added(assistantItem('a1', ''))];
const words = Array.from({ length: 400 }, (_, index) => `word${index}${index % 40 === 39 ? '\n\n' : ' '}`);

test.each([
  { pace: 'in one piece', perPiece: 400 },
  { pace: 'word by word', perPiece: 1 },
])('draws at most once per frame what comes $pace', async ({ perPiece }) => {
  const { api } = bench.current;
  let finish: (() => void) | undefined;
  api.on('threads.create', async (_request, reply) => {
    reply.frames(...opening, delta('a1', 'Once. '));
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (let at = 0; at < words.length; at += perPiece) {
      reply.frames(...words.slice(at, at + perPiece).map((word) => delta('a1', word)));
      if (perPiece < words.length) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    finish = () => reply.end();
  });
  const page = await openCounted();
  await page.getByText('Once.').waitFor();
  await page.evaluate(() => (window.drawnIn.length = 0));
  await page.getByText('word399').waitFor({ state: 'attached' });
  const drawnIn = await page.evaluate(() => window.drawnIn);
  finish?.();
  // One more, where the way back to the newest message comes into view.
  expect(drawnIn.length).toBeLessThanOrEqual(new Set(drawnIn).size + 1);
  if (perPiece > 1) expect(drawnIn.length).toBeLessThan(10);
});

test('shows what came, and says that it ended, in a window that draws no frames', async () => {
  const { api } = bench.current;
  let finish: (() => void) | undefined;
  api.on('threads.create', (_request, reply) => {
    reply.frames(...opening, delta('a1', 'Unseen words'));
    finish = () => reply.end();
  });
  const page = await bench.current.open();
  await page.evaluate(() => Reflect.set(window, 'requestAnimationFrame', () => 0));
  await page.getByRole('textbox').fill('Hi');
  await page.keyboard.press('Enter');
  const shown = () => document.querySelector('openai-chatkit')?.shadowRoot?.querySelector('.turn .reply')?.textContent;
  await expect.poll(() => page.evaluate(shown)).toBe('Unseen words');
  finish?.();
  await expect
    .poll(() => page.evaluate(() => window.chatRecord.events.map(({ name }) => name)))
    .toContain('chatkit.response.end');
});

test('keeps what came before Stop, and says it before the end', async () => {
  const page = await bench.current.open({
    hooks: {
      'api.fetch': `() => new Response(new ReadableStream({ start: (controller) => (window.answer = controller) }))`,
    },
  });
  await page.getByRole('textbox').fill('Hi');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => 'answer' in window);
  await page.evaluate((first) => window.answer.enqueue(new TextEncoder().encode(first)), encoded(opening));
  await page.getByRole('button', { name: 'Stop responding' }).waitFor();
  const last = encoded([delta('a1', 'Last words'), { type: 'client_effect', name: 'saved', data: {} }]);
  const events = await page.evaluate(async (text) => {
    // No frame comes between the words and the click.
    Reflect.set(window, 'requestAnimationFrame', () => 0);
    window.answer.enqueue(new TextEncoder().encode(text));
    for (let task = 0; task < 5; task += 1) {
      const { port1, port2 } = new MessageChannel();
      await new Promise((resolve) => {
        port1.addEventListener('message', resolve, { once: true });
        port1.start();
        port2.postMessage(null);
      });
    }
    const root = document.querySelector('openai-chatkit')?.shadowRoot;
    root?.querySelector<HTMLElement>('[aria-label="Stop responding"]')?.click();
    return window.chatRecord.events.map(({ name }) => name);
  }, last);
  expect(events.slice(-2)).toEqual(['chatkit.effect', 'chatkit.response.end']);
  expect(await page.getByText('Last words').isVisible()).toBe(true);
});

test('draws links that are defined after they are used', async () => {
  const { api } = bench.current;
  api.on('threads.create', async (_request, reply) => {
    reply.frames(...opening, delta('a1', 'See [the note][1].\n\nMore.\n\n'));
    for (const part of ['[1]: ht', 'tps://x.te', 'st/note\n']) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      reply.frames(delta('a1', part));
    }
  });
  const page = await bench.current.say();
  const link = page.getByRole('link', { name: 'the note' });
  await expect.poll(() => link.getAttribute('href')).toBe('https://x.test/note');
});

const anyDelta = fc
  .constantFrom(
    'word ',
    '**bold',
    '** ',
    '\n\n',
    '- item\n',
    '`code` ',
    'Grüße 👋🏽 ',
    'End. ',
    '[x](https://x.te',
    'st) ',
  )
  .map((text) => delta('a1', text));
const anyFrame = fc.oneof(
  { weight: 6, arbitrary: anyDelta },
  fc.constantFrom(
    { type: 'client_effect', name: 'saved', data: {} },
    { type: 'notice', level: 'info', message: 'Look' },
    { type: 'progress_update', text: 'Reading' },
    { type: 'thread.updated', thread: thread('thr_1', { title: 'Named' }) },
    { type: 'thread.item.removed', item_id: 'w1' },
    { type: 'thread.party' },
    added(widgetItem('w1', { type: 'Card', children: [{ type: 'Text', id: 't', value: 'A card' }] })),
    updated('w1', { type: 'widget.streaming_text.value_delta', component_id: 't', delta: ' more', done: false }),
    done(item('x', 'hologram')),
  ),
);
const anyEnd = fc.constantFrom(
  [],
  [done(assistantItem('a1', 'The whole.'))],
  [{ type: 'error', code: 'custom', message: 'No paper left.', allow_retry: true }],
);
const anyCuts = fc.array(fc.record({ size: fc.integer({ min: 1, max: 900 }), isSlow: fc.boolean() }), { minLength: 1 });

test('shows and says the same however a stream is cut', async () => {
  const page = await bench.current.open({ hooks: { 'api.fetch': '() => window.nextAnswer()' } });
  await page.evaluate(preparePlay);
  await fc.assert(
    fc.asyncProperty(fc.array(anyFrame, { maxLength: 30 }), anyEnd, anyCuts, async (frames, end, cuts) => {
      const all = [...opening, ...frames, ...end];
      const oneByOne = all.map((frame) => ({ bytes: [...Buffer.from(encoded([frame]))], isSlow: true }));
      const bytes = Buffer.from(encoded(all));
      const chunks: Arrival['chunks'] = [];
      for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
        const { size, isSlow } = cuts[turn % cuts.length] ?? { size: 900, isSlow: false };
        chunks.push({ bytes: [...bytes.subarray(at, at + size)], isSlow: isSlow && chunks.length < 40 });
        at += size;
      }
      const isCut = end.length === 0;
      const expected = await page.evaluate((arrival) => window.play(arrival), { chunks: oneByOne, isCut });
      expect(await page.evaluate((arrival) => window.play(arrival), { chunks, isCut })).toEqual(expected);
    }),
    { seed: 11, numRuns: 20 },
  );
});

function encoded(frames: object[]): string {
  return frames.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join('');
}

/** A page in which a message was sent, and in which React's drawings are counted. */
async function openCounted(): Promise<Page> {
  const page = await bench.current.blankPage();
  await page.evaluate(() => {
    window.drawnIn = [];
    let frame = 0;
    const count = () => {
      frame += 1;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    // What React's developer tools listen to.
    Reflect.set(window, '__REACT_DEVTOOLS_GLOBAL_HOOK__', {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberRoot: () => window.drawnIn.push(frame),
    });
  });
  await page.addScriptTag({ url: '/element-page.js', type: 'module' });
  await page.evaluate(() => {
    const element = document.createElement('openai-chatkit');
    document.body.append(element);
    element.setOptions({ api: { url: '/chat', domainKey: 'local' } });
  });
  await page.getByRole('textbox').fill('Hi');
  await page.keyboard.press('Enter');
  return page;
}

/** Runs in the page: makes `play`. */
function preparePlay(): void {
  const element = document.querySelector('openai-chatkit');
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  window.play = async ({ chunks, isCut }) => {
    await element?.setThreadId(null);
    window.chatRecord.events.length = 0;
    const body = new ReadableStream<Uint8Array>({
      start: async (controller) => {
        for (const { bytes, isSlow } of chunks) {
          controller.enqueue(Uint8Array.from(bytes));
          if (isSlow) await nextFrame();
        }
        controller.close();
      },
    });
    // What was cut is asked for once more, in vain, before it is said to have failed.
    const last = isCut ? 'chatkit.error' : 'chatkit.response.end';
    const ended = new Promise((resolve) => element?.addEventListener(last, resolve, { once: true }));
    Reflect.set(window, 'nextAnswer', () => new Response(body));
    await element?.sendUserMessage({ text: 'Hi' });
    await ended;
    await nextFrame();
    await nextFrame();
    const column = element?.shadowRoot?.querySelector('.column');
    const heard = window.chatRecord.events.map(({ name, detail }) => `${name} ${JSON.stringify(detail)}`);
    // The key of a turn is made of the time.
    return { shown: column?.innerHTML.replaceAll(/ data-turn="[^"]*"/g, '') ?? '', heard };
  };
}
