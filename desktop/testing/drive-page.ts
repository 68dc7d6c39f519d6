import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { DesktopState } from '../ipc-contract.ts';
import type { DesktopUnderTest } from './electron-double/launch-desktop.ts';

/** Makes an account by filling in the page, as a person does; resolves to its address. */
export function signUpByTyping(desktop: DesktopUnderTest, name: string): Promise<string> {
  return desktop.run(
    async ({ page }, wanted) => {
      const shown = await page();
      await shown.getByRole('link', { name: 'Create account' }).click();
      await shown.getByLabel('Name').fill(wanted.name);
      await shown.getByLabel('Email').fill(wanted.email);
      await shown.getByLabel('Password', { exact: true }).fill('correct horse');
      await shown.getByRole('button', { name: 'Create account' }).click();
      await shown.locator('.shell').waitFor();
      return wanted.email;
    },
    { name, email: `${name.split(' ')[0]?.toLowerCase()}-${crypto.randomUUID()}@example.com` },
  );
}

/** Follows a link of the app, without loading the page anew. */
export function goTo(desktop: DesktopUnderTest, path: string): Promise<void> {
  return desktop.run(
    async ({ page }, wanted) =>
      (await page()).evaluate((to) => {
        history.pushState(null, '', to);
        dispatchEvent(new PopStateEvent('popstate'));
      }, wanted),
    path,
  );
}

export function waitForText(desktop: DesktopUnderTest, text: string): Promise<void> {
  return desktop.run(
    async ({ page }, wanted) =>
      (await page()).getByText(wanted).filter({ visible: true }).first().waitFor({ timeout: 25_000 }),
    text,
  );
}

/** Writes into the chat and waits for a text of the answer that is nothing else, and that nobody said before: a title in a receipt. */
export function sayInChat(desktop: DesktopUnderTest, text: string, answer: string): Promise<void> {
  return desktop.run(
    async ({ page }, said) => {
      const chat = (await page()).locator('openai-chatkit');
      const composer = chat.locator('[data-composer-input]');
      await composer.click();
      await composer.pressSequentially(said.text);
      await composer.press('Enter');
      await chat.getByText(said.answer, { exact: true }).first().waitFor();
    },
    { text, answer },
  );
}

/** Tells the page that something about the desktop is different, as main does; what the system would have to do for it cannot be had here. */
export function pretend(desktop: DesktopUnderTest, change: Partial<DesktopState>): Promise<void> {
  return desktop.run(async ({ page, window }, changed) => {
    const state = await (await page()).evaluate(() => globalThis.window.parley?.getState());
    window().webContents.send('parley:event', { type: 'state', state: { ...state, ...changed } });
  }, change);
}

/** What axe holds against the page as it is now, shadow trees included: each rule with the elements that break it. */
export async function findAxeProblems(desktop: DesktopUnderTest): Promise<string[]> {
  const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core')), 'utf8');
  return desktop.run(async ({ page }, source) => {
    const shown = await page();
    // Text is measured where it ends up, not halfway through fading in.
    await shown.evaluate(async () => {
      const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
      // One that never ends is no state a text stays in.
      const running = (): Animation[] =>
        roots
          .flatMap((root) => root.getAnimations())
          .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
      // What inherits a colour begins to change when its parent has ended, so that one look is not enough.
      for (let quiet = 0, looks = 0; quiet < 3 && looks < 100; looks += 1) {
        const ending = running();
        quiet = ending.length === 0 ? quiet + 1 : 0;
        await Promise.all(ending.map((each) => each.finished.catch(() => 0)));
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
    await shown.evaluate(source);
    return shown.evaluate(async () => {
      const { axe: loaded } = window as unknown as {
        axe: {
          run: () => Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
        };
      };
      const { violations } = await loaded.run();
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
      );
    });
  }, axe);
}
