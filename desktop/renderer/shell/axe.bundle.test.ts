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

/** What the app has besides the pages of a browser, which `e2e/accessibility.spec.ts` looks at. */
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

  it('against the notice about the session, and the settings of this computer', async () => {
    await signUpByTyping(desktop, 'Ana Torres');
    await waitForText(desktop, 'No system keyring was found');
    await waitForText(desktop, 'No tasks yet.');
    await expectNoProblems('empty dashboard');
    await goTo(desktop, '/profile');
    await waitForText(desktop, 'This computer');
    await expectNoProblems('profile');
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

describe('E-94 without a server', () => {
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
