import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import { goTo, waitForText } from '../../testing/drive-page.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { json } from '../../testing/scripted-api.ts';

const HOSTED_SCRIPT = 'https://cdn.platform.openai.com/';
const fixture = useDesktop();
let home: string;
let desktop: DesktopUnderTest;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
  fixture.api().tasks.splice(0);
  fixture.api().tasks.push(aTask());
});
afterEach(async () => {
  await desktop.close();
  await rm(home, { recursive: true, force: true });
});

function aTask() {
  return {
    id: 12,
    title: 'Water the plants',
    notes: null,
    status: 'pending',
    priority: null,
    tags: [],
    due_at: null,
    due_is_date: false,
    due: null,
    overdue: false,
    recurrence: null,
    completed_at: null,
    created_at: '2026-11-20T09:00:00.000Z',
    updated_at: '2026-11-20T09:00:00.000Z',
    version: 1,
  };
}

async function openTasks(): Promise<void> {
  desktop = await fixture.launch({ home });
  await signIn(desktop);
  await waitForText(desktop, 'Alice');
  await goTo(desktop, '/tasks');
  await waitForText(desktop, 'Water the plants');
}
const banner = () => desktop.run(async ({ page }) => (await page()).locator('.reach-banner').count());
const isShown = (text: string) =>
  desktop.run(async ({ page }, wanted) => (await page()).getByText(wanted).first().isVisible(), text);

describe('when the server is away', () => {
  it('E-77 F-48 the pages keep what they have, say so, and come back by themselves', async () => {
    await openTasks();
    await fixture.api().goDown();
    await desktop.run(({ system }) => void system.powerMonitor.emit('resume'));
    await waitForText(desktop, 'Parley’s server is not answering.');
    expect(await isShown('Water the plants')).toBe(true);
    fixture.api().tasks.push({ ...aTask(), id: 13, title: 'Feed the cat' });
    await fixture.api().comeBack();
    await waitForText(desktop, 'Feed the cat');
    await expect.poll(banner, { timeout: 8000 }).toBe(0);
  });

  it('F-48 a hotel’s sign-in page is not taken for an answer', async () => {
    await openTasks();
    fixture.api().script('GET /api/user-1/tasks', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<h1>Welcome to our wifi</h1>');
    });
    await desktop.run(({ system }) => void system.powerMonitor.emit('resume'));
    await expect.poll(banner, { timeout: 8000 }).toBe(1);
    expect(await isShown('Water the plants')).toBe(true);
    fixture.api().script('GET /api/user-1/tasks', null);
  });

  it('E-77 a start without the server waits for it, and offers another account or server', async () => {
    await openTasks();
    await desktop.close();
    await fixture.api().goDown();
    desktop = await fixture.launch({ home });
    await waitForText(desktop, 'Parley’s server is not answering');
    await fixture.api().comeBack();
    await waitForText(desktop, 'Alice');
    await desktop.close();
    await fixture.api().goDown();
    desktop = await fixture.launch({ home });
    await desktop.run(async ({ page }) =>
      (await page()).getByRole('button', { name: 'Use another account or server' }).click(),
    );
    await waitForText(desktop, 'Continue as');
    expect(await isShown('Change server')).toBe(true);
    await fixture.api().comeBack();
  });
});

describe('when the hosted chat is away', () => {
  it('E-77 F-49 the bundled one is there at once, with what is known about the conversations', async () => {
    const api = fixture.api();
    api.script('GET /api/config', (_request, response) =>
      json(response, 200, {
        version: '0.1.0',
        chat: { ui: 'hosted', domain_key: 'domain_pk_test' },
        limits: { message_characters: 10_000, attachment_bytes: 1_000_000, attachments_per_message: 4 },
        model: { name: 'offline', offline: true },
        transcription: true,
        sign_in_providers: [],
      }),
    );
    await openTasks();
    await goTo(desktop, '/chat');
    await desktop.run(async ({ page }) => (await page()).locator('openai-chatkit [data-composer-input]').waitFor());
    expect(
      await desktop.run(
        ({ double }, address) => double.blockedRequests.some((each) => each.startsWith(address)),
        HOSTED_SCRIPT,
      ),
    ).toBe(true);
    // The desktop gives no page the microphone, so nothing offers to use it.
    expect(await desktop.run(async ({ page }) => (await page()).getByRole('button', { name: 'Dictate' }).count())).toBe(
      0,
    );
    api.script('GET /api/config', null);
  });
});
