import type { Page } from 'playwright/test';
import { makeDataDir, removeDataDir, startParley, type ParleyServer } from './parley-server.ts';
import { composerOf, expect, signUp, test as base, watchForFaults } from './test.ts';

const HOSTED_SCRIPT = 'https://cdn.platform.openai.com/deployments/chatkit/chatkit.js';

/** Stands in for OpenAI's script, which cannot be loaded here: the same name, defined at the same moment. */
const hostedElement = (becomesReady: boolean) => `
  customElements.define('openai-chatkit', class extends HTMLElement {
    setOptions(options) {
      this.textContent = 'hosted chat for ' + options.api.domainKey;
      if (${becomesReady}) setTimeout(() => this.dispatchEvent(new CustomEvent('chatkit.ready', { detail: null })), 20);
    }
    async focusComposer() {}
    async setThreadId() {}
  });`;

const test = base.extend<object, { hosted: ParleyServer }>({
  hosted: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures are wanted from this pattern.
    async ({}, use) => {
      const dataDir = await makeDataDir();
      const server = await startParley({ dataDir, env: { CHATKIT_DOMAIN_KEY: 'domain_pk_test' } });
      await use(server);
      await server.stop();
      await removeDataDir(dataDir);
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});
test.describe.configure({ mode: 'serial' });

async function openChat(page: Page, hosted: ParleyServer): Promise<void> {
  await signUp(page, hosted.url);
  await page.goto(`${hosted.url}/chat`);
}

test('uses the hosted chat when it becomes ready', async ({ page, hosted }) => {
  const faults = watchForFaults(page);
  await page.route(HOSTED_SCRIPT, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: hostedElement(true) }),
  );
  await openChat(page, hosted);
  await expect(page.getByText('hosted chat for domain_pk_test')).toBeVisible();
  await expect(page.locator('.chat-loading')).toHaveCount(0);
  expect(faults).toEqual([]);
});

test('E-77 F-49 brings the bundled chat at once when the script cannot be had', async ({ page, hosted }) => {
  await page.route(HOSTED_SCRIPT, (route) => route.abort('internetdisconnected'));
  await openChat(page, hosted);
  await expect(composerOf(page)).toBeVisible();
});

test('E-77 F-49 brings the bundled chat when the hosted one never gets ready, and defines no name twice', async ({
  page,
  hosted,
}) => {
  await page.clock.install();
  const faults = watchForFaults(page);
  await page.route(HOSTED_SCRIPT, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: hostedElement(false) }),
  );
  await openChat(page, hosted);
  await expect(page.getByText('hosted chat for')).toBeVisible();
  await page.clock.fastForward(9_000);
  await expect(composerOf(page)).toBeVisible();
  expect(faults).toEqual([]);
});
