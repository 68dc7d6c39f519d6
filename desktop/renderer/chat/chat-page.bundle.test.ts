import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startScriptedModel } from '../../../server/testing/scripted-model.ts';
import { startTestServer } from '../../../server/testing/test-server.ts';
import { useDesktop } from '../../testing/desktop-fixture.ts';
import { goTo, signUpByTyping } from '../../testing/drive-page.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const model = await startScriptedModel();
// A real model reads files and could be spoken to.
const server = await startTestServer(model.environment);
const fixture = useDesktop();
let desktop: DesktopUnderTest;

const ONE_PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

beforeAll(async () => {
  desktop = await fixture.launch({ server: server.url });
  await signUpByTyping(desktop, 'Ana Torres');
  await goTo(desktop, '/chat');
  await desktop.run(async ({ page }) => (await page()).locator('openai-chatkit [data-composer-input]').waitFor());
});
afterAll(() => desktop.close());

/** Holds a file over an element and lets it go; tells whether each was taken or refused by the page. */
const drop = (selector: string) =>
  desktop.run(async ({ page }, where) => {
    const target = (await page()).locator(where).first();
    return target.evaluate((element) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['milk, eggs'], 'list.txt', { type: 'text/plain' }));
      return ['dragover', 'drop'].map((type) => {
        const event = new DragEvent(type, { dataTransfer: transfer, bubbles: true, composed: true, cancelable: true });
        element.dispatchEvent(event);
        return event.defaultPrevented;
      });
    });
  }, selector);
const attached = () =>
  desktop.run(async ({ page }) =>
    (await page())
      .locator('openai-chatkit')
      .getByRole('button', { name: /^Remove / })
      .count(),
  );
const say = (text: string) =>
  desktop.run(async ({ page }, typed) => {
    const composer = (await page()).locator('openai-chatkit [data-composer-input]');
    await composer.fill(typed);
    await composer.press('Enter');
  }, text);

describe('the chat in the desktop app', () => {
  it('E-30 E-39 offers no microphone, which no page is given, though the server could listen', async () => {
    const config: unknown = await (await fetch(`${server.url}/api/config`)).json();
    expect(config).toMatchObject({ transcription: true });
    expect(
      await desktop.run(async ({ page }) =>
        (await page())
          .locator('openai-chatkit')
          .getByRole('button', { name: /dictat/i })
          .count(),
      ),
    ).toBe(0);
  });

  it('E-38 attaches a file dropped anywhere on it, and refuses one dropped beside it', async () => {
    expect(await drop('openai-chatkit h2')).toEqual([true, true]);
    await expect.poll(attached).toBe(1);
    expect(await drop('.sidebar')).toEqual([true, true]);
    expect(await attached()).toBe(1);
    expect(await desktop.run(async ({ page }) => new URL((await page()).url()).pathname)).toBe('/chat');
  });

  it('attaches a picture that is pasted, and shows it in the conversation', async () => {
    await desktop.run(
      async ({ page }, picture) =>
        (await page()).locator('openai-chatkit [data-composer-input]').evaluate((editor, base64) => {
          const transfer = new DataTransfer();
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          transfer.items.add(new File([bytes], 'shot.png', { type: 'image/png' }));
          editor.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, composed: true, cancelable: true }),
          );
        }, picture),
      ONE_PIXEL,
    );
    await expect.poll(attached).toBe(2);
    await say('what is in these?');
    await expect
      .poll(() =>
        desktop.run(async ({ page }) =>
          (await page())
            .locator('openai-chatkit img[src*="/api/files/"]')
            .evaluate((image) => (image instanceof HTMLImageElement && image.complete ? image.naturalWidth : 0))
            .catch(() => 0),
        ),
      )
      .toBe(1);
  });

  it('E-36 opens links of answers in the browser: safe ones at once, others after a question, none in the window', async () => {
    await desktop.run(async ({ page }) => (await page()).locator('openai-chatkit').getByText('All right.').waitFor());
    model.script({ text: 'See [the guide](https://example.com/guide) or [the old one](http://example.com/old).' });
    await say('where is the guide?');
    const click = (name: string) =>
      desktop.run(
        async ({ page }, label) => (await page()).locator('openai-chatkit').getByRole('link', { name: label }).click(),
        name,
      );
    const opened = () =>
      desktop.run(({ double }) =>
        double.journal.filter(({ call }) => call === 'shell.openExternal').map((entry) => entry.arguments[0]),
      );
    await click('the guide');
    await expect.poll(opened).toEqual(['https://example.com/guide']);
    await desktop.run(({ double }) => void double.dialogAnswers.push(1, 0));
    await click('the old one');
    await expect
      .poll(() =>
        desktop.run(({ double }) => double.journal.filter(({ call }) => call === 'dialog.showMessageBox').length),
      )
      .toBe(1);
    expect(await opened()).toHaveLength(1);
    await click('the old one');
    await expect.poll(async () => (await opened()).at(-1)).toBe('http://example.com/old');
    expect(await desktop.run(({ window }) => window().webContents.getURL().startsWith('parley://app/'))).toBe(true);
  });

  it('F-48 keeps what is being written when the computer wakes before its network is there', async () => {
    const written = () =>
      desktop.run(async ({ page }) => {
        const composer = (await page()).locator('openai-chatkit [data-composer-input]');
        return (await composer.count()) === 0 ? null : composer.textContent();
      });
    await desktop.run(async ({ page }) =>
      (await page()).locator('openai-chatkit [data-composer-input]').fill('half a sentence'),
    );
    await desktop.run(async ({ double, system, page }) => {
      double.config.isOnline = false;
      system.powerMonitor.emit('resume');
      await (await page()).locator('.reach-banner').waitFor();
    });
    const log = path.join(desktop.userData, 'logs/parley.log');
    const failures = async () => (await readFile(log, 'utf8')).match(/"path":"\/api\/config"/g)?.length ?? 0;
    // The page asks three times before it gives up.
    await expect.poll(failures, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
    expect(await written()).toBe('half a sentence');
    await desktop.run(async ({ double, system, page }) => {
      double.config.isOnline = true;
      system.powerMonitor.emit('resume');
      await (await page()).locator('.reach-banner').waitFor({ state: 'detached' });
    });
    expect(await written()).toBe('half a sentence');
  });
});
