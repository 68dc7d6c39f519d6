import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../server/testing/test-server.ts';
import { useDesktop } from '../../../testing/desktop-fixture.ts';
import { findAxeProblems, goTo, signUpByTyping, waitForText } from '../../../testing/drive-page.ts';
import type { DesktopUnderTest } from '../../../testing/electron-double/launch-desktop.ts';
import { json } from '../../../testing/scripted-api.ts';

const server = await startTestServer();
const fixture = useDesktop();
let desktop: DesktopUnderTest;
let ana: string;
let bob: string;

beforeAll(async () => {
  desktop = await fixture.launch({ server: server.url });
});
afterAll(() => desktop.close());

const click = (name: string) =>
  desktop.run(
    async ({ page }, wanted) => (await page()).getByRole('button', { name: wanted, exact: true }).click(),
    name,
  );
/** Presses a button that puts another account in use, or none, and waits for the page that is loaded for it. */
const changeAccountBy = (pattern: string) =>
  desktop.run(async ({ page, waitFor }, wanted) => {
    const shown = await page();
    await shown.evaluate(() => void Reflect.set(window, 'isOfTheAccountBefore', true));
    await shown.getByRole('button', { name: new RegExp(wanted) }).click();
    await waitFor(() => shown.evaluate(() => !Reflect.has(window, 'isOfTheAccountBefore')));
  }, pattern);
const accounts = () =>
  desktop.run(async ({ page }) =>
    (await page()).evaluate(async () => (await window.parley?.getState())?.accounts.map(({ email }) => email)),
  );

describe('E-90 signing in without a mouse', () => {
  const focused = () =>
    desktop.run(async ({ page }) =>
      (await page()).evaluate(
        () => document.activeElement?.getAttribute('name') ?? document.activeElement?.textContent,
      ),
    );

  it('begins with the caret in the first field, on the page of a new account too', async () => {
    await expect.poll(focused).toBe('email');
    await desktop.run(async ({ page }) => (await page()).getByRole('link', { name: 'Create account' }).click());
    await expect.poll(focused).toBe('name');
    await desktop.run(async ({ page }) => (await page()).getByRole('link', { name: 'Sign in' }).click());
    await expect.poll(focused).toBe('email');
  });

  it('goes on where it was after looking at the choice of a server', async () => {
    await click('Change server');
    await expect.poll(focused).toBe('server');
    await click('Cancel');
    await expect.poll(focused).toBe('Change server');
  });
});

describe('several accounts on one computer', () => {
  it('E-94 one more is added, and there is a way back to the first without its password', async () => {
    ana = await signUpByTyping(desktop, 'Ana Torres');
    await goTo(desktop, '/profile');
    await changeAccountBy('^Add an account$');
    await waitForText(desktop, 'Continue as');
    await waitForText(desktop, `${ana} · ${new URL(server.url).host}`);
    expect(await findAxeProblems(desktop)).toEqual([]);
    await changeAccountBy('^Ana Torres');
    await waitForText(desktop, 'Nothing due today.');
    await goTo(desktop, '/profile');
    await changeAccountBy('^Add an account$');
    await waitForText(desktop, 'Continue as');
    bob = await signUpByTyping(desktop, 'Bob Jones');
    expect(await accounts()).toEqual([ana, bob]);
  });

  it('they change places, and each sees its own', async () => {
    await goTo(desktop, '/profile');
    await changeAccountBy(`^Switch to ${ana}$`);
    await waitForText(desktop, 'Nothing due today.');
    await waitForText(desktop, ana);
    expect(await desktop.run(async ({ page }) => (await page()).locator('.who-email').textContent())).toBe(ana);
  });

  it('one that is not in use is signed out without leaving the page', async () => {
    await goTo(desktop, '/profile');
    await click(`Sign out of ${bob}`);
    await waitForText(desktop, `Signed out of ${bob}.`);
    expect(await accounts()).toEqual([ana]);
  });

  it('E-94 signing out everywhere else signs out here, and what was being written waits', async () => {
    const elsewhere = await fetch(`${server.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: ana, password: 'correct horse' }),
    });
    const token = elsewhere.headers.get('set-auth-token') ?? '';
    await goTo(desktop, '/tasks/new');
    await desktop.run(async ({ page }) => (await page()).getByLabel('Title').fill('Half a thought'));
    const revoked = await fetch(`${server.url}/api/auth/revoke-other-sessions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(revoked.status).toBe(200);
    // The page asks again whenever somebody comes back to it.
    await desktop.run(({ system }) => void system.powerMonitor.emit('resume'));
    await waitForText(desktop, 'Please sign in again');
    expect(await accounts()).toEqual([]);
    expect(await findAxeProblems(desktop)).toEqual([]);
    await desktop.run(async ({ page }) => {
      const shown = await page();
      await shown.getByLabel('Password', { exact: true }).fill('correct horse');
      await shown.getByRole('button', { name: 'Sign in', exact: true }).click();
      await shown.getByLabel('Title').waitFor();
    });
    expect(await desktop.run(async ({ page }) => (await page()).getByLabel('Title').inputValue())).toBe(
      'Half a thought',
    );
  });
});

describe('choosing a server', () => {
  it('says what is wrong with an address, takes one that is right, and finds the way back', async () => {
    const app = await fixture.launch();
    const open = () =>
      app.run(async ({ page }) => (await page()).getByRole('button', { name: 'Change server' }).click());
    const attempt = (address: string) =>
      app.run(async ({ page }, typed) => {
        const shown = await page();
        await shown.getByLabel('Server address').fill(typed);
        await shown.keyboard.press('Enter');
      }, address);
    await open();
    expect(
      await app.run(async ({ page }) => (await page()).evaluate(() => document.activeElement?.getAttribute('name'))),
    ).toBe('server');
    await attempt('http://example.com');
    await waitForText(app, 'Enter an https address');
    await attempt('http://127.0.0.1:9');
    await waitForText(app, 'This address does not answer.');
    fixture.api().script('GET /api/config', (_request, response) => json(response, 200, { hello: 'world' }));
    await attempt(fixture.api().url);
    await waitForText(app, 'it is not a Parley server');
    fixture.api().script('GET /api/config', null);
    await attempt(server.url);
    await waitForText(app, `Server: ${new URL(server.url).host}`);
    await open();
    await app.run(async ({ page }) => (await page()).getByRole('button', { name: 'Use the default server' }).click());
    await waitForText(app, `Server: ${new URL(fixture.api().url).host}`);
    await app.close();
  });
});
