import { describe, expect, test } from 'vitest';
import { useElementBench } from '../testing/element-bench.ts';
import {
  added,
  assistantItem,
  created,
  delta,
  done,
  options as streamOptions,
  thread,
  userItem,
} from '../testing/frames.ts';

const bench = useElementBench();

describe('scrolling', () => {
  const long = Array.from({ length: 60 }, (_, index) => `Line ${index}\n\n`);

  test.each([
    { autoScroll: true, start: 'end', follows: true },
    { autoScroll: true, start: 'top', follows: false },
    { autoScroll: false, start: 'end', follows: false },
  ])('follows a stream: autoScroll $autoScroll, reader at the $start', async ({ autoScroll, start, follows }) => {
    const { api } = bench.current;
    let goOn: (() => void) | undefined;
    api.on('threads.create', (_request, reply) => {
      reply.frames(
        created(thread('thr_1')),
        done(userItem('u1', 'Hi')),
        streamOptions(),
        added(assistantItem('a1', '')),
      );
      reply.frames(delta('a1', long.join('')));
      goOn = () => {
        reply.frames(delta('a1', long.join('')), done(assistantItem('a1', [...long, ...long, 'The end'].join(''))));
        reply.end();
      };
    });
    const page = await bench.current.open({ options: { thread: { autoScroll } } });
    await page.getByRole('textbox').fill('Hi');
    await page.keyboard.press('Enter');
    await page.getByText('Line 59').first().waitFor({ state: 'attached' });
    const scroller = page.getByRole('log', { name: 'Messages' });
    await scroller.evaluate((element, to) => {
      element.scrollTop = to === 'end' ? element.scrollHeight : 0;
    }, start);
    await page.waitForTimeout(80);
    goOn?.();
    await page.getByText('The end').waitFor({ state: 'attached' });
    await page.waitForTimeout(100);
    const gap = await scroller.evaluate(
      ({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight,
    );
    expect(gap < 100).toBe(follows);
    if (follows) return;
    await page.getByRole('button', { name: 'Jump to latest' }).click();
    await expect.poll(async () => page.getByText('The end').isVisible()).toBe(true);
    await expect.poll(async () => page.getByRole('button', { name: 'Jump to latest' }).count()).toBe(0);
  });
});
