import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer } from '../../../server/testing/test-server.ts';
import { useDesktop } from '../../testing/desktop-fixture.ts';
import { goTo, sayInChat, signUpByTyping, waitForText } from '../../testing/drive-page.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const server = await startTestServer();
const fixture = useDesktop();
let desktop: DesktopUnderTest;

const press = (...keys: string[]) =>
  desktop.run(async ({ page }, wanted) => {
    const { keyboard } = await page();
    for (const key of wanted) await keyboard.press(key);
  }, keys);
beforeAll(async () => {
  desktop = await fixture.launch({ server: server.url });
  await signUpByTyping(desktop, 'Ana Torres');
  await goTo(desktop, '/chat');
  await sayInChat(desktop, 'add call mum today at 11:59pm', 'call mum');
  await sayInChat(desktop, 'add buy milk tomorrow at 5pm', 'buy milk');
});
afterAll(() => desktop.close());

describe('E-90 the keyboard alone', () => {
  const focused = () =>
    desktop.run(async ({ page }) =>
      (await page()).evaluate(() => {
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        return element?.getAttribute('aria-label') ?? element?.id ?? element?.textContent;
      }),
    );
  const text = () =>
    desktop.run(async ({ page }) =>
      (await page()).evaluate(() => document.activeElement?.closest('[data-pane]')?.tagName),
    );

  it('F6 goes from the sidebar into the chat and back, also when the shell saw the key', async () => {
    await goTo(desktop, '/chat');
    await desktop.run(async ({ page }) => (await page()).locator('openai-chatkit [data-composer-input]').focus());
    await press('F6');
    expect(await text()).toBe('ASIDE');
    expect(
      await desktop.run(async ({ page }) => (await page()).evaluate(() => document.activeElement?.textContent)),
    ).toBe('Chat');
    await press('F6');
    await expect.poll(focused).toBe('Tell me about a task…');
    const isTaken = await desktop.run(({ window }) => {
      let prevented = false;
      window().webContents.emit(
        'before-input-event',
        { preventDefault: () => (prevented = true) },
        { type: 'keyDown', key: 'F6', shift: true, control: false, alt: false, meta: false },
      );
      return prevented;
    });
    expect(isTaken).toBe(true);
    await expect.poll(text).toBe('ASIDE');
  });

  it('the part of the window that has the focus shows it', async () => {
    await goTo(desktop, '/tasks');
    await waitForText(desktop, 'buy milk');
    await desktop.run(async ({ page }) => (await page()).getByRole('link', { name: 'Tasks', exact: true }).focus());
    await press('F6');
    await expect.poll(text).toBe('MAIN');
    const outline = await desktop.run(async ({ page }) =>
      (await page()).evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle),
    );
    expect(outline).toBe('solid');
  });

  it('Tab never stays where it is', async () => {
    await goTo(desktop, '/chat');
    await desktop.run(async ({ page }) => (await page()).locator('openai-chatkit [data-composer-input]').focus());
    const seen = new Set<unknown>();
    for (let step = 0; step < 60; step += 1) {
      await press('Tab');
      seen.add(await text());
    }
    expect([...seen]).toEqual(expect.arrayContaining(['ASIDE', 'MAIN']));
  });
});

describe('E-93 what is read aloud', () => {
  it('is that an answer comes and is there, and no token by itself', async () => {
    await goTo(desktop, '/chat');
    await desktop.run(async ({ page }) =>
      (await page()).evaluate(() => {
        const status = document
          .querySelector('openai-chatkit')
          ?.shadowRoot?.querySelector('.visually-hidden [role=status]');
        const said: string[] = [];
        Reflect.set(window, 'said', said);
        if (status)
          new MutationObserver(() => said.push(status.textContent ?? '')).observe(status, {
            childList: true,
            characterData: true,
            subtree: true,
          });
      }),
    );
    await sayInChat(desktop, 'add water the plants friday', 'water the plants');
    await expect
      .poll(() =>
        desktop.run(async ({ page }) => (await page()).evaluate(() => Reflect.get(window, 'said') as string[])),
      )
      .toEqual(['Assistant is responding', 'Assistant has finished']);
  });
});

describe('E-92 what the system asks for', () => {
  /** What sticks out of the window to the side, where nobody finds it. */
  const overflow = () =>
    desktop.run(async ({ page }) =>
      (await page()).evaluate(() => {
        const width = document.documentElement.clientWidth;
        return [...document.querySelectorAll('.content, .content *, .sidebar *, dialog *')]
          .filter(
            (element) =>
              element.checkVisibility() && !element.closest('.visually-hidden, [aria-hidden=true], svg, option'),
          )
          .filter((element) => element.getBoundingClientRect().right > width + 1)
          .map((element) => `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 40)}`);
      }),
    );

  it.each(['/', '/tasks', '/tasks/1', '/profile', '/chat'])(
    'nothing is lost at 200 % on %s, in a small window and in the smallest',
    async (path) => {
      // The zoom of a window makes its page half as wide.
      for (const size of [
        { width: 320, height: 400 },
        { width: 200, height: 240 },
      ]) {
        await desktop.run(async ({ page }, wanted) => (await page()).setViewportSize(wanted), size);
        await goTo(desktop, path);
        await waitForText(desktop, 'Profile');
        await expect.poll(overflow).toEqual([]);
      }
      await desktop.run(async ({ page }) => (await page()).setViewportSize({ width: 1120, height: 760 }));
    },
  );

  it('forced colours leave every control an edge, and tell open tasks from those that are done', async () => {
    await desktop.run(async ({ page }) => (await page()).emulateMedia({ forcedColors: 'active' }));
    await goTo(desktop, '/profile');
    await waitForText(desktop, 'This computer');
    const bare = await desktop.run(async ({ page }) =>
      (await page()).evaluate(() =>
        [...document.querySelectorAll('button.button, select.input, .card, .badge, .known-account')]
          .filter((element) => element.checkVisibility() && getComputedStyle(element).borderTopStyle === 'none')
          .map((element) => element.outerHTML.slice(0, 120)),
      ),
    );
    expect(bare).toEqual([]);
    await goTo(desktop, '/tasks');
    await waitForText(desktop, 'buy milk');
    // Where all colours are alike, an open task must not carry the tick of one that is done.
    const ticks = () => desktop.run(async ({ page }) => (await page()).locator('.tick-box svg:visible').count());
    expect(await ticks()).toBe(0);
    await goTo(desktop, '/tasks?status=all');
    await desktop.run(async ({ page }) => (await page()).getByRole('checkbox', { name: /call mum/ }).click());
    await expect.poll(ticks).toBe(1);
    await desktop.run(async ({ page }) => (await page()).emulateMedia({ forcedColors: 'none' }));
  });

  it('less motion stops what moves', async () => {
    await desktop.run(async ({ page }) => (await page()).emulateMedia({ reducedMotion: 'reduce' }));
    await goTo(desktop, '/chat');
    const moving = await desktop.run(async ({ page }) =>
      (await page()).evaluate(
        () => document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().duration) > 50).length,
      ),
    );
    expect(moving).toBe(0);
  });
});
