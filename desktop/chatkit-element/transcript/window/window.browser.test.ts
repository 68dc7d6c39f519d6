import fc from 'fast-check';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { useElementBench } from '../../testing/element-bench.ts';
import { added, assistantItem, delta, done, options, thread, userItem } from '../../testing/frames.ts';
import type { Reply } from '../../testing/fake-chat-api.ts';

const bench = useElementBench();
const TURNS = 150;
const PER_PAGE = 25;

/** An answer of some lines, each to be told from all others. */
const answerOf = (turn: number, lines = 1 + ((turn * 7) % 9)) =>
  Array.from({ length: lines }, (_, line) => `Line ${turn}.${line}\n\n- with a point\n- [ ] and another`).join('\n\n');

/** A conversation of 150 turns on the server; answers can be changed there. */
function converse() {
  const { api } = bench.current;
  const answers = Array.from({ length: TURNS }, (_, turn) => answerOf(turn));
  const items = () =>
    answers.flatMap((text, turn) => [userItem(`u${turn}`, `Question ${turn}`), assistantItem(`a${turn}`, text)]);
  api.on('threads.get_by_id', (_request, reply) =>
    reply.json(thread('thr_1', { items: { data: items().slice(0, 20), has_more: true, after: 'a9' } })),
  );
  api.on('items.list', ({ params }, reply) => {
    const all = items().toReversed();
    const from = params.after === undefined ? 0 : all.findIndex((each) => Reflect.get(each, 'id') === params.after) + 1;
    // Pages end in the middle of a turn.
    const data = all.slice(from, from + 2 * PER_PAGE + 1);
    reply.json({ data, has_more: from + data.length < all.length, after: Reflect.get(data.at(-1) ?? {}, 'id') });
  });
  return { answers };
}

const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
const isDrawn = async (page: Page, text: string) => (await page.getByText(text, { exact: true }).count()) > 0;

async function openConversation(): Promise<Page> {
  const page = await bench.current.open({ options: { initialThread: 'thr_1', thread: { autoScroll: true } } });
  await page.getByText(`Question ${TURNS - 1}`, { exact: true }).waitFor();
  return page;
}

/** Scrolls up until everything is loaded. */
async function loadAll(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      await log(page).evaluate((element) => {
        element.scrollTop = 0;
      });
      return isDrawn(page, 'Question 0');
    })
    .toBe(true);
}

/** Runs in the page: what is read, and how far below the top of the log it is. */
function lookAt(element: Element): { text: string; top: number } | null {
  const { top } = element.getBoundingClientRect();
  for (const part of element.querySelectorAll('.bubble, .markdown > p')) {
    const box = part.getBoundingClientRect();
    if (box.top >= top) return { text: part.textContent ?? '', top: box.top - top };
  }
  return null;
}

/** Two frames, after which everything that was asked for is drawn. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });

describe('a long conversation', () => {
  test('draws few of its turns wherever the reader is, and each as it is scrolled to', async () => {
    converse();
    const page = await openConversation();
    const drawn = () =>
      page.evaluate(() => {
        const root = document.querySelector('openai-chatkit')?.shadowRoot;
        return { turns: root?.querySelectorAll('.turn').length ?? 0, nodes: root?.querySelectorAll('*').length ?? 0 };
      });
    await loadAll(page);
    const most = { turns: 0, nodes: 0 };
    const seen = new Set<string>();
    const end = await log(page).evaluate((element) => element.scrollHeight - element.clientHeight);
    for (let top = 0; top <= end; top += 900) {
      const text = await log(page).evaluate((element, to) => {
        element.scrollTop = to;
        element.dispatchEvent(new Event('scroll'));
        const box = element.getBoundingClientRect();
        // Nothing is blank where one looks, even before the next frame.
        const middle = element.getRootNode();
        return middle instanceof ShadowRoot
          ? [0.1, 0.5, 0.9].map((part) =>
              middle
                .elementsFromPoint(box.left + box.width / 2, box.top + box.height * part)
                .some((each) => each.matches('.turn-row')),
            )
          : [];
      }, top);
      expect(text, `at ${top}`).toEqual([true, true, true]);
      await settled(page);
      const { turns, nodes } = await drawn();
      most.turns = Math.max(most.turns, turns);
      most.nodes = Math.max(most.nodes, nodes);
      for (const question of await page.locator('.user').allTextContents()) seen.add(question);
    }
    expect(seen.size).toBe(TURNS);
    expect(most.turns).toBeLessThan(30);
    expect(most.nodes).toBeLessThan(2000);
  });

  test('stays where it is read while older pages come, answers far up and below change, and the window is resized', async () => {
    const { answers } = converse();
    const page = await openConversation();
    await loadAll(page);
    const anyChange = fc.oneof(
      fc.record({
        kind: fc.constant('answer' as const),
        // Those that are fetched again.
        turn: fc.integer({ min: TURNS - PER_PAGE, max: TURNS - 1 }),
        lines: fc.integer({ min: 1, max: 14 }),
      }),
      fc.record({ kind: fc.constant('width' as const), width: fc.integer({ min: 400, max: 1400 }) }),
      fc.record({ kind: fc.constant('scroll' as const), by: fc.integer({ min: -2500, max: 2500 }) }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.8, max: 0.99, noNaN: true }),
        fc.array(anyChange, { minLength: 2, maxLength: 4 }),
        async (part, changes) => {
          await log(page).evaluate((element, at) => {
            element.scrollTop = (element.scrollHeight - element.clientHeight) * at;
          }, part);
          await settled(page);
          for (const change of changes) {
            if (change.kind === 'scroll') {
              await log(page).evaluate((element, by) => element.scrollBy(0, by), change.by);
              await settled(page);
              continue;
            }
            const before = await log(page).evaluate(lookAt);
            if (change.kind === 'width') await page.setViewportSize({ width: change.width, height: 700 });
            else {
              // Lines that are read may go away themselves.
              if (before?.text.startsWith(`Line ${change.turn}.`) ?? true) continue;
              answers[change.turn] = answerOf(change.turn, change.lines);
              await page.evaluate(() => document.querySelector('openai-chatkit')?.fetchUpdates());
            }
            await settled(page);
            const after = await log(page).evaluate(topOf, before?.text ?? '');
            expect(
              Math.abs((after ?? Number.NaN) - (before?.top ?? 0)),
              JSON.stringify({ change, before }),
            ).toBeLessThan(1.5);
          }
        },
      ),
      { seed: 14, numRuns: 12 },
    );
  });

  test('keeps the place of who reads in the middle while an answer streams, and jumps to its newest line at a click', async () => {
    converse();
    let answer: Reply | undefined;
    bench.current.api.on('threads.add_user_message', (_request, reply) => {
      reply.frames(done(userItem('u_new', 'More')), options(), added(assistantItem('a_new', '')));
      answer = reply;
    });
    const page = await openConversation();
    await loadAll(page);
    await page.getByRole('textbox').fill('More');
    await page.keyboard.press('Enter');
    await expect.poll(() => answer !== undefined).toBe(true);
    await log(page).evaluate((element) => element.scrollBy(0, -6000));
    await settled(page);
    const before = await log(page).evaluate(lookAt);
    for (let line = 0; line < 40; line += 1) answer?.frames(delta('a_new', `New line ${line}\n\n`));
    await expect.poll(async () => log(page).evaluate((element) => element.scrollHeight)).toBeGreaterThan(1000);
    await settled(page);
    expect(await log(page).evaluate(topOf, before?.text ?? '')).toBeCloseTo(before?.top ?? -1, 0);
    answer?.frames(delta('a_new', 'The very last line'));
    await page.getByRole('button', { name: 'Jump to latest' }).click();
    await expect.poll(async () => page.getByText('The very last line').isVisible()).toBe(true);
    answer?.end();
  });

  test('keeps what has the focus, was typed or is selected, and goes on from there with Tab', async () => {
    converse();
    const page = await bench.current.open({
      options: { initialThread: 'thr_1', threadItemActions: { feedback: true, retry: true } },
    });
    await page.getByText(`Question ${TURNS - 1}`, { exact: true }).waitFor();
    const copy = page.locator('[data-turn="u148"]').getByRole('button', { name: 'Respond again' });
    await log(page).evaluate((element) => element.scrollBy(0, -700));
    await copy.focus();
    await loadAll(page);
    expect(await isDrawn(page, 'Question 130')).toBe(false);
    expect(await copy.evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.keyboard.press('Tab');
    await expect
      .poll(() =>
        page
          .locator('[data-turn="u149"] button:focus')
          .getAttribute('aria-label')
          .catch(() => null),
      )
      .toBe('Copy');
    await page.getByText('Line 149.0', { exact: true }).selectText();
    await page.getByRole('textbox').evaluate((element) => element.blur());
    await log(page).evaluate((element) => element.scrollBy(0, -9000));
    await settled(page);
    expect(await page.evaluate(() => String(document.getSelection()))).toContain('Line 149.0');
  });
});

/** Runs in the page: how far below the top of the log a text is. */
function topOf(element: Element, text: string): number | null {
  const part = [...element.querySelectorAll('.bubble, .markdown > p')].find((each) => each.textContent === text);
  return part ? part.getBoundingClientRect().top - element.getBoundingClientRect().top : null;
}
