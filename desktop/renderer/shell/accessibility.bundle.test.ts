import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer } from '../../../server/testing/test-server.ts';
import { useDesktop } from '../../testing/desktop-fixture.ts';
import { findAxeProblems, goTo, pretend, signUpByTyping, waitForText } from '../../testing/drive-page.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const server = await startTestServer({ GITHUB_CLIENT_ID: 'client', GITHUB_CLIENT_SECRET: 'secret' });
const fixture = useDesktop();
let desktop: DesktopUnderTest;

const click = (name: string | RegExp) =>
  desktop.run(
    async ({ page }, { source, flags }) =>
      (await page())
        .getByRole('button', { name: new RegExp(source, flags) })
        .first()
        .click(),
    name instanceof RegExp ? { source: name.source, flags: name.flags } : { source: `^${name}$`, flags: '' },
  );
const press = (...keys: string[]) =>
  desktop.run(async ({ page }, wanted) => {
    const { keyboard } = await page();
    for (const key of wanted) await keyboard.press(key);
  }, keys);
const say = (text: string, answer: string) =>
  desktop.run(
    async ({ page }, said) => {
      const shown = await page();
      const composer = shown.locator('openai-chatkit [data-composer-input]');
      await composer.click();
      await composer.pressSequentially(said.text);
      await composer.press('Enter');
      await shown.locator('openai-chatkit').getByText(said.answer).first().waitFor();
    },
    { text, answer },
  );
/** Looks at the page in light and in dark. */
async function expectNoProblems(state: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await desktop.run(async ({ page, waitFor }, scheme) => {
      const shown = await page();
      await shown.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await waitFor(() =>
        shown.evaluate(
          (wanted) =>
            [
              document.documentElement,
              document.querySelector('openai-chatkit')?.shadowRoot?.querySelector('.chat'),
            ].every((root) => !root || root.getAttribute('data-theme') === wanted),
          scheme,
        ),
      );
    }, colorScheme);
    expect(await findAxeProblems(desktop), `${state}, ${colorScheme}`).toEqual([]);
  }
}

beforeAll(async () => {
  desktop = await fixture.launch({ server: server.url, double: { keyring: 'basic_text' } });
});
afterAll(() => desktop.close());

describe('E-94 axe finds nothing', () => {
  it('against signing in and up, and choosing a server', async () => {
    await waitForText(desktop, 'Continue with GitHub');
    await expectNoProblems('sign-in');
    await click('Continue with GitHub');
    await waitForText(desktop, 'Go on in your browser');
    await expectNoProblems('waiting for the browser');
    await click('Cancel');
    await click('Change server');
    await desktop.run(async ({ page }) => (await page()).getByLabel('Server address').fill('http://example.com'));
    await click('Use this server');
    await waitForText(desktop, 'Enter an https address');
    await expectNoProblems('a server that was refused');
    await click('Cancel');
    await click('Sign in');
    await waitForText(desktop, 'Please enter your email.');
    await expectNoProblems('mistakes');
  });

  it('against empty pages and the notice about the session', async () => {
    await signUpByTyping(desktop, 'Ana Torres');
    await waitForText(desktop, 'No system keyring was found');
    await waitForText(desktop, 'No tasks yet.');
    await expectNoProblems('empty dashboard');
    for (const [path, text] of [
      ['/tasks', 'Nothing on your list'],
      ['/tasks/new', 'Title'],
      ['/nowhere', 'There is nothing here'],
    ] as const) {
      await goTo(desktop, path);
      await waitForText(desktop, text);
      await expectNoProblems(path);
    }
  });

  it('against the chat: empty, with a receipt, a question, its list of conversations', async () => {
    await goTo(desktop, '/chat');
    await desktop.run(async ({ page }) => (await page()).locator('openai-chatkit [data-composer-input]').waitFor());
    await expectNoProblems('empty chat');
    await say('add call mum today at 11:59pm', 'call mum');
    await say('add buy milk tomorrow at 5pm', 'buy milk');
    await say('delete buy milk', 'This needs your yes first');
    await expectNoProblems('a question in the chat');
    await click('Chat history');
    await desktop.run(async ({ page }) => (await page()).locator('openai-chatkit').getByRole('dialog').waitFor());
    await expectNoProblems('the list of conversations');
    await press('Escape');
    await expect
      .poll(() => desktop.run(async ({ page }) => (await page()).locator('openai-chatkit').getByRole('dialog').count()))
      .toBe(0);
  });

  it('against full pages', async () => {
    for (const [path, text] of [
      ['/', 'call mum'],
      ['/tasks', 'buy milk'],
      ['/tasks/1', 'Priority'],
      ['/profile', 'This computer'],
    ] as const) {
      await goTo(desktop, path);
      await waitForText(desktop, text);
      await expectNoProblems(path);
    }
  });

  it('against every state of the desktop’s settings, and their dialogs', async () => {
    const other = {
      id: 'b',
      userId: 'b',
      name: 'Ana at work',
      email: 'ana@work.example',
      server: 'https://work.example',
    };
    await pretend(desktop, {
      accounts: [other],
      shortcut: 'taken',
      loginItem: 'requires_approval',
      update: { status: 'downloading', version: '1.4.2', percent: 43 },
      sessionStorage: 'plain',
    });
    await desktop.run(async ({ page }) => (await page()).getByLabel('Check spelling in').selectOption('French'));
    await pretend(desktop, { accounts: [other], shortcut: 'taken', update: { status: 'ready', version: '1.4.2' } });
    await expectNoProblems('settings that want something');
    await pretend(desktop, { update: { status: 'failed', reason: 'unreachable' } });
    await click('Change…');
    await expectNoProblems('recording a shortcut');
    await press('Escape');
    await desktop.run(async ({ page }) => void (await (await page()).getByLabel('Versions').selectOption('Beta')));
    await expectNoProblems('the question about beta versions');
    await press('Escape');
    await press('?');
    await waitForText(desktop, 'Next part of the window');
    await expectNoProblems('the list of shortcuts');
    await press('Escape');
  });
});

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
    await say('add water the plants friday', 'water the plants');
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

describe('E-94 the rest', () => {
  it('axe finds nothing while the server is away, and when signing in meets nobody', async () => {
    await goTo(desktop, '/tasks');
    await server.stop();
    await desktop.run(({ system }) => void system.powerMonitor.emit('resume'));
    await waitForText(desktop, 'Parley’s server is not answering.');
    await expectNoProblems('server away');
    await desktop.close();
    desktop = await fixture.launch({ server: 'http://127.0.0.1:9' });
    await desktop.run(async ({ page }) => {
      const shown = await page();
      await shown.getByLabel('Email').fill('ana@example.com');
      await shown.getByLabel('Password', { exact: true }).fill('correct horse');
      await shown.getByRole('button', { name: 'Sign in', exact: true }).click();
      await shown.getByRole('alert').waitFor();
    });
    await expectNoProblems('signing in without a server');
  });
});
