import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useDesktop } from '../../testing/desktop-fixture.ts';
import { findAxeProblems, goTo, waitForText } from '../../testing/drive-page.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { json } from '../../testing/scripted-api.ts';
import { scriptedTask } from '../../../server/testing/scripted-task.ts';

const HOSTED_SCRIPT = 'https://cdn.platform.openai.com/';
const fixture = useDesktop();
let home: string;
let desktop: DesktopUnderTest;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
  fixture.api().tasks.splice(0);
  fixture.api().tasks.push(scriptedTask());
});
afterEach(async () => {
  await desktop.close();
  await rm(home, { recursive: true, force: true });
});

async function openSignedIn(): Promise<void> {
  await fixture.fillSignedIn(home);
  desktop = await fixture.launch({ home });
  await waitForText(desktop, 'Alice');
}
async function openTasks(): Promise<void> {
  await openSignedIn();
  await goTo(desktop, '/tasks');
  await waitForText(desktop, 'Water the plants');
}
const banner = () => desktop.run(async ({ page }) => (await page()).locator('.reach-banner').count());
const isShown = (text: string) =>
  desktop.run(async ({ page }, wanted) => (await page()).getByText(wanted).first().isVisible(), text);

describe('when the server is away', () => {
  it('E-77 F-48 the pages keep what they have, say so, and come back by themselves, whether nobody answers or a captive portal does', async () => {
    await openTasks();
    await fixture.api().goDown();
    await desktop.run(({ system }) => void system.powerMonitor.emit('resume'));
    await waitForText(desktop, 'Parley’s server is not answering.');
    expect(await isShown('Water the plants')).toBe(true);
    fixture.api().tasks.push(scriptedTask({ id: 13, title: 'Feed the cat' }));
    await fixture.api().comeBack();
    await waitForText(desktop, 'Feed the cat');
    await expect.poll(banner).toBe(0);
    fixture.api().script('GET /api/user-1/tasks', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<h1>Welcome to our wifi</h1>');
    });
    await desktop.run(({ system }) => void system.powerMonitor.emit('resume'));
    await expect.poll(banner).toBe(1);
    expect(await isShown('Water the plants')).toBe(true);
    fixture.api().script('GET /api/user-1/tasks', null);
  });

  it('F-48 a computer without a network is told from a server that is away, at the start too', async () => {
    await openTasks();
    await desktop.run(({ double, system }) => {
      double.config.isOnline = false;
      system.powerMonitor.emit('resume');
    });
    await waitForText(desktop, 'You are offline.');
    await desktop.close();
    desktop = await fixture.launch({ home, double: { isOnline: false } });
    await waitForText(desktop, 'Parley opens by itself once there is a network.');
    await desktop.run(({ double, system }) => {
      double.config.isOnline = true;
      system.powerMonitor.emit('resume');
    });
    await waitForText(desktop, 'Alice');
    expect(await banner()).toBe(0);
  });

  it('E-77 E-94 a chat that was first opened without the server is there once it is back', async () => {
    await openSignedIn();
    await fixture.api().goDown();
    await goTo(desktop, '/chat');
    await waitForText(desktop, 'The chat could not be opened');
    expect(await findAxeProblems(desktop)).toEqual([]);
    await fixture.api().comeBack();
    await desktop.run(async ({ page }) => (await page()).locator('openai-chatkit [data-composer-input]').waitFor());
    expect(await isShown('The chat could not be opened').catch(() => false)).toBe(false);
  });

  it('E-77 a conversation that could not be opened opens by itself', async () => {
    await openSignedIn();
    await goTo(desktop, '/chat');
    await desktop.run(async ({ page }) => (await page()).locator('openai-chatkit [data-composer-input]').waitFor());
    await fixture.api().goDown();
    await goTo(desktop, '/chat/conversation-1');
    await waitForText(desktop, 'This chat could not be loaded.');
    fixture.api().script('POST /api/user-1/chat', (_request, response) =>
      json(response, 200, {
        id: 'conversation-1',
        title: 'Groceries',
        created_at: '2026-11-20T09:00:00Z',
        status: { type: 'active' },
        items: { data: [], has_more: false, after: null },
      }),
    );
    await fixture.api().comeBack();
    await waitForText(desktop, 'Groceries');
    await expect.poll(() => isShown('This chat could not be loaded.')).toBe(false);
    fixture.api().script('POST /api/user-1/chat', null);
  });

  it('E-77 E-94 a start without the server waits for it, and offers another account or server', async () => {
    await fixture.fillSignedIn(home);
    await fixture.api().goDown();
    desktop = await fixture.launch({ home });
    await waitForText(desktop, 'Parley’s server is not answering');
    expect(await findAxeProblems(desktop)).toEqual([]);
    await fixture.api().comeBack();
    await waitForText(desktop, 'Alice');
    await desktop.close();
    await fixture.api().goDown();
    desktop = await fixture.launch({ home });
    await desktop.run(async ({ page }) =>
      (await page()).getByRole('button', { name: 'Use another account or server' }).click(),
    );
    await waitForText(desktop, 'Continue as');
    await waitForText(desktop, 'Change server');
    await fixture.api().comeBack();
  });
});

describe('the hosted chat', () => {
  beforeEach(() => {
    fixture.api().script('GET /api/config', (_request, response) =>
      json(response, 200, {
        version: '0.1.0',
        chat: { ui: 'hosted', domain_key: 'domain_pk_test' },
        limits: { message_characters: 10_000, attachment_bytes: 1_000_000, attachments_per_message: 4 },
        model: { name: 'offline', offline: true },
        transcription: true,
        sign_in_providers: [],
      }),
    );
  });
  afterEach(() => fixture.api().script('GET /api/config', null));

  /** Stands in for OpenAI's script, which cannot be loaded here: the same name, defined at the same moment. */
  const serveHosted = (becomesReady: boolean) =>
    desktop.run(
      ({ double }, { address, isReady }) =>
        void double.stubs.set(address, {
          contentType: 'text/javascript',
          body: `customElements.define('openai-chatkit', class extends HTMLElement {
            setOptions(options) {
              this.textContent = 'hosted: ' + JSON.stringify([options.frameTitle, options.composer.dictation.enabled]);
              if (${isReady}) setTimeout(() => this.dispatchEvent(new CustomEvent('chatkit.ready')), 20);
            }
            async focusComposer() {}
            async setThreadId() {}
          });`,
        }),
      { address: HOSTED_SCRIPT, isReady: becomesReady },
    );
  const waitForBundled = () =>
    desktop.run(async ({ page }) => (await page()).locator('openai-chatkit [data-composer-input]').waitFor());

  it('E-30 E-91 has a name, and is asked for no microphone', async () => {
    await openSignedIn();
    await serveHosted(true);
    await goTo(desktop, '/chat');
    await waitForText(desktop, 'hosted: ["Chat",false]');
    expect(await desktop.run(async ({ page }) => (await page()).locator('.chat-loading').count())).toBe(0);
  });

  it('E-77 F-49 gives way to the bundled one at once when its script cannot be had', async () => {
    await openSignedIn();
    await goTo(desktop, '/chat');
    await waitForBundled();
    const wasAskedFor = () =>
      desktop.run(
        ({ double }, address) => double.blockedRequests.some((each) => each.startsWith(address)),
        HOSTED_SCRIPT,
      );
    await expect.poll(wasAskedFor).toBe(true);
  });

  it('E-77 F-49 gives way to it when it never gets ready', async () => {
    await openSignedIn();
    await serveHosted(false);
    await desktop.run(async ({ page }) => (await page()).clock.install());
    await goTo(desktop, '/chat');
    await waitForText(desktop, 'hosted: ');
    await desktop.run(async ({ page }) => (await page()).clock.fastForward(9_000));
    await waitForBundled();
    expect(await isShown('hosted: ')).toBe(false);
  });
});
