import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBrowserBuild } from '../../../server/http/browser-build.ts';
import { startSignInProvider } from '../../../server/testing/sign-in-provider.ts';
import { startTestServer } from '../../../server/testing/test-server.ts';
import { useDesktop } from '../../testing/desktop-fixture.ts';
import { type DesktopUnderTest, sharedBrowser } from '../../testing/electron-double/launch-desktop.ts';

const provider = await startSignInProvider();
const server = await startTestServer(provider.environment);
const fixture = useDesktop();
let home: string;
let desktop: DesktopUnderTest;

beforeAll(async () => {
  // The page in the system's browser is the browser build's, which the server serves.
  await ensureBrowserBuild(() => undefined);
  home = await mkdtemp(path.join(tmpdir(), 'parley-provider-'));
  desktop = await fixture.launch({ home, server: server.url, double: { platform: 'darwin' } });
});
afterAll(async () => {
  await desktop.close();
  await rm(home, { recursive: true, force: true });
  await provider.stop();
});

/** Presses the provider's button in the app. @returns the address the app opened in the system's browser */
const press = () =>
  desktop.run(async ({ page, double, waitFor }) => {
    const opened = () => double.journal.filter(({ call }) => call === 'shell.openExternal');
    const before = opened().length;
    await (await page()).getByRole('button', { name: 'Continue with Example ID' }).click();
    await waitFor(() => opened().length > before);
    return String(opened().at(-1)?.arguments[0]);
  });

/** Opens the address in a browser of its own, as the system does, and reads what the page there offers. */
async function signInInBrowser(address: string): Promise<{ link: string; code: string }> {
  const browser = await chromium.connect((await sharedBrowser()).wsEndpoint());
  try {
    const page = await (await browser.newContext()).newPage();
    await page.goto(address);
    const link = await page.getByRole('link', { name: 'Open Parley' }).getAttribute('href');
    const code = await page.getByLabel('Code from the page in the browser').inputValue();
    return { link: link ?? '', code };
  } finally {
    await browser.close();
  }
}

const account = () => desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.getState()));

describe('E-59 signing in with another provider, from the button to the tasks', () => {
  it('comes back by the link, and shows the person’s own pages', async () => {
    provider.person = { sub: 'olga', email: 'olga@provider.example', email_verified: true, name: 'Olga' };
    const address = await press();
    expect(new URL(address).origin).toBe(server.url);
    await desktop.run(async ({ page }) => (await page()).getByText('Go on in your browser').waitFor());
    const { link } = await signInInBrowser(address);
    await desktop.run(({ app }, url) => void app.emit('open-url', { preventDefault: () => undefined }, url), link);
    await expect.poll(async () => (await account())?.account?.email).toBe('olga@provider.example');
    await desktop.run(async ({ page }) => (await page()).getByRole('link', { name: 'Tasks' }).first().waitFor());
    expect(await readFile(path.join(home, 'profile/logs/parley.log'), 'utf8')).not.toContain(link.split('=')[1]);
  });

  it('comes back by the code where no link reaches the app, and can be given up', async () => {
    await desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.signOut({})));
    await expect.poll(async () => (await account())?.account).toBeNull();
    await press();
    await desktop.run(async ({ page }) => (await page()).getByRole('button', { name: 'Cancel' }).click());
    await expect.poll(async () => (await account())?.browserSignIn).toBe('idle');

    const { code } = await signInInBrowser(await press());
    await desktop.run(async ({ page }, typed) => {
      const shown = await page();
      const field = shown.getByLabel('Code from the page in the browser');
      await field.fill('not-the-code');
      await field.press('Enter');
      await shown.getByText('This code belongs to another sign-in.').waitFor();
      await field.fill(typed);
      await field.press('Enter');
      await shown.getByRole('link', { name: 'Tasks' }).first().waitFor();
    }, code);
    expect((await account())?.account?.email).toBe('olga@provider.example');
  });
});
