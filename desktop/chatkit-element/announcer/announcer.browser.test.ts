import type { AxeResults } from 'axe-core';
import { expect, test } from 'vitest';
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

declare global {
  interface Window {
    axe: { run: (context: Document, options: object) => Promise<AxeResults> };
    spoken: string[];
  }
}

const bench = useElementBench();

test('speaks in sentences while a response streams, and says when it begins and ends', async () => {
  const { api } = bench.current;
  let finish: (() => void) | undefined;
  api.on('threads.create', (_request, reply) => {
    reply.frames(created(thread('thr_1')), done(userItem('u1', 'Hi')), streamOptions(), added(assistantItem('a1', '')));
    reply.frames(delta('a1', 'First one. Second **one**! Thi'));
    finish = () => {
      reply.frames(delta('a1', 'rd one'), done(assistantItem('a1', 'First one. Second **one**! Third one')));
      reply.end();
    };
  });
  const page = await bench.current.open();
  await page.evaluate(() => {
    window.spoken = [];
    Reflect.set(Element.prototype, 'ariaNotify', (sentence: string) => window.spoken.push(sentence));
  });
  await page.getByRole('textbox').fill('Hi');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Assistant is responding').waitFor({ state: 'attached' });
  await expect.poll(async () => page.evaluate(() => window.spoken)).toEqual(['First one.', 'Second one!']);
  finish?.();
  await page.getByRole('status').getByText('Assistant has finished').waitFor({ state: 'attached' });
  expect(await page.evaluate(() => window.spoken)).toEqual(['First one.', 'Second one!', 'Third one']);
});

test('puts sentences into a polite live region where the browser cannot speak them', async () => {
  const { api } = bench.current;
  api.on('threads.create', (_request, reply) => {
    reply.frames(created(thread('thr_1')), done(userItem('u1', 'Hi')), done(assistantItem('a1', 'Heard this.')));
    reply.end();
  });
  const page = await bench.current.open();
  await page.evaluate(() => Reflect.deleteProperty(Element.prototype, 'ariaNotify'));
  await page.getByRole('textbox').fill('Hi');
  await page.keyboard.press('Enter');
  await page.locator('[aria-live="polite"]').getByText('Heard this.').waitFor({ state: 'attached' });
  expect(await page.getByRole('log', { name: 'Messages' }).getAttribute('aria-live')).toBe('off');
});
