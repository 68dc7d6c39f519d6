import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callsOf, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let desktop: DesktopUnderTest;

// What was opened within a minute counts: five are as many as one app opens unasked.
beforeAll(async () => {
  desktop = await fixture.launch();
});
beforeEach(() => desktop.run(({ double }) => void (double.journal.length = 0)));
afterAll(() => desktop.close());

const opened = () =>
  desktop.run(({ double }) =>
    double.journal.filter(({ call }) => call === 'shell.openExternal').map((entry) => entry.arguments[0]),
  );

describe('a click of a person', () => {
  const click = (options: { button?: 'middle'; modifiers?: 'Control'[] }, html: string) =>
    desktop.run(
      async ({ page, double, waitFor }, argument) => {
        double.dialogAnswers.length = 0;
        double.gaps.length = 0;
        const shown = await page();
        await shown.evaluate((text) => {
          document.querySelector('#link-box')?.remove();
          const box = document.createElement('div');
          box.id = 'link-box';
          box.style.cssText = 'position:fixed;inset:0;z-index:99999;background:white';
          box.innerHTML = text;
          document.body.append(box);
        }, argument.html);
        await shown.locator('#link-box a').click({ ...argument.options, noWaitAfter: true });
        await waitFor(() => double.journal.some(({ call }) => call === 'shell.openExternal'));
        // A second one would come of the same click.
        await new Promise((resolve) => setTimeout(resolve, 400));
        await shown.evaluate(() => document.querySelector('#link-box')?.remove());
        return double.gaps;
      },
      { options, html },
    );

  it.each([
    ['a plain click', {}, ''],
    ['a click on a link to a new tab', {}, 'target="_blank" rel="noopener"'],
    ['a middle click', { button: 'middle' as const }, ''],
    ['a click with Control', { modifiers: ['Control' as const] }, ''],
  ])('E-36 A-144 opens one link in the browser, unasked, by %s', async (how, options, attributes) => {
    // One that was asked about a moment ago would count as the same click.
    const address = `https://example.com/${how.replaceAll(' ', '-')}`;
    expect(await click(options, `<a href="${address}" ${attributes}>link</a>`)).toEqual([]);
    await expect.poll(opened).toEqual([address]);
    const pages = () =>
      desktop.run(async ({ session }) => (await session.fromPartition('persist:parley').context()).pages().length);
    await expect.poll(pages).toBe(2);
  });

  it('E-36 opens one link in the browser, unasked, by a click in the frame of the hosted chat', async () => {
    await desktop.run(async ({ page, double }) => {
      double.stubs.set('https://cdn.platform.openai.com/', {
        contentType: 'text/html',
        body: '<a href="https://example.com/clicked" target="_blank">link</a>',
      });
      const shown = await page();
      await shown.evaluate(() => {
        const frame = document.createElement('iframe');
        frame.id = 'hosted';
        frame.src = 'https://cdn.platform.openai.com/chat.html';
        frame.style.cssText = 'position:fixed;inset:0;z-index:99999;background:white';
        document.body.append(frame);
      });
      await shown.frameLocator('#hosted').locator('a').click({ noWaitAfter: true });
    });
    await expect.poll(opened).toEqual(['https://example.com/clicked']);
  });

  it('E-36 opens one link and no more: what a page adds to it is asked about', async () => {
    await desktop.close();
    desktop = await fixture.launch();
    const gaps = await click({}, `<a href="https://example.com/clicked" target="_blank">link</a>`);
    expect(gaps).toEqual([]);
    await desktop.run(({ double }) => void double.dialogAnswers.push(1));
    await desktop.run(async ({ page }) =>
      (await page()).evaluate(() => {
        window.open('https://evil.example/1');
        window.open('https://evil.example/2');
      }),
    );
    const asked = async () => (await callsOf(desktop, 'window.open')).map(([address]) => address);
    await expect.poll(asked).toEqual(expect.arrayContaining(['https://evil.example/1', 'https://evil.example/2']));
    expect(await opened()).toEqual(['https://example.com/clicked']);
    const questions = await desktop.run(({ double }) =>
      double.journal.filter(({ call }) => call === 'dialog.showMessageBox'),
    );
    expect(questions).toHaveLength(1);
  });
});
