import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listenForOpen, signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { json } from '../../testing/scripted-api.ts';

const fixture = useDesktop();
const SHORTCUT = 'Control+Shift+Space';
let desktop: DesktopUnderTest;

const isVisible = () => desktop.run(({ window }) => window('quickAdd').isVisible());
const open = () =>
  desktop.run(async ({ press, waitFor, page }, shortcut) => {
    press(shortcut);
    const shown = await page('quickAdd');
    await waitFor(() => shown.evaluate(() => document.activeElement?.id === 'text'));
  }, SHORTCUT);
const type = (text: string) =>
  desktop.run(async ({ page }, typed) => {
    const shown = await page('quickAdd');
    await shown.fill('#text', typed);
    await shown.press('#text', 'Enter');
  }, text);
const status = () => desktop.run(async ({ page }) => (await page('quickAdd')).locator('#status').textContent());
const stateOf = (app: DesktopUnderTest) =>
  app.run(async ({ page }) => (await page()).evaluate(() => window.parley?.getState()));
const queued = async () => (await stateOf(desktop))?.queuedQuickAdds;
const draft = () => desktop.run(async ({ page }) => (await page('quickAdd')).inputValue('#text'));
/** The plain form; the page itself asks for its conversations at the same address. */
const chats = () =>
  fixture.api().seen.filter(({ path, body }) => path === '/api/user-1/chat' && body.includes('"message"'));

beforeAll(async () => {
  desktop = await fixture.launch();
  await signIn(desktop);
});
afterAll(() => desktop.close());
beforeEach(async () => {
  fixture.api().seen.length = 0;
  await desktop.run(({ window }) => window('quickAdd').hide());
});

describe('quick add', () => {
  it('E-66 is there on the shortcut', async () => {
    expect(await isVisible()).toBe(false);
    await desktop.run(({ press }, shortcut) => void press(shortcut), SHORTCUT);
    expect(await isVisible()).toBe(true);
  });

  it('E-66 sends on Enter, shows the receipt, empties itself and goes away', async () => {
    await open();
    await type('call the bank friday 9am');
    await expect.poll(status).toBe('Added "call the bank friday 9am".');
    expect(chats().map(({ body }) => JSON.parse(body) as unknown)).toEqual([{ message: 'call the bank friday 9am' }]);
    expect(chats()[0]?.headers).toMatchObject({ 'idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/) });
    await expect.poll(draft).toBe('');
    await expect.poll(isVisible).toBe(false);
  });

  it('goes on in the same conversation, so that "undo that" means something', async () => {
    await open();
    await type('undo that');
    await expect.poll(() => chats().length).toBe(1);
    expect(JSON.parse(chats()[0]?.body ?? '{}')).toEqual({ message: 'undo that', conversation_id: 'conversation-1' });
  });

  it('E-66 breaks the line on Shift+Enter, and keeps the draft when Escape hides it', async () => {
    await open();
    await desktop.run(async ({ page }) => {
      const shown = await page('quickAdd');
      await shown.fill('#text', 'first');
      await shown.press('#text', 'Shift+Enter');
      await shown.press('#text', 'Escape');
    });
    await expect.poll(isVisible).toBe(false);
    expect(chats()).toEqual([]);
    await open();
    expect((await draft()).trim()).toBe('first');
  });

  it('E-66 F-48 keeps notes while offline and sends each once when back', async () => {
    await desktop.run(({ double }) => void (double.config.isOnline = false));
    for (const text of ['one', 'two']) {
      await open();
      await type(text);
      await expect.poll(status).toContain('Kept');
      await desktop.run(({ window }) => window('quickAdd').hide());
    }
    expect(chats()).toEqual([]);
    await expect.poll(() => stateOf(desktop)).toMatchObject({ connection: 'offline', queuedQuickAdds: 2 });
    await desktop.run(({ double, system }) => {
      double.config.isOnline = true;
      system.powerMonitor.emit('resume');
      system.powerMonitor.emit('unlock-screen');
    });
    await expect.poll(() => chats().length).toBe(2);
    await expect.poll(queued).toBe(0);
    expect(chats().map(({ body }) => (JSON.parse(body) as { message: string }).message)).toEqual(['one', 'two']);
  });

  it('F-48 takes a captive portal for no connection, and sends once over a flapping one', async () => {
    fixture.api().script('POST /api/user-1/chat', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<h1>Welcome to our wifi</h1>');
    });
    await open();
    await type('three');
    await expect.poll(status).toContain('Kept');
    fixture.api().script('POST /api/user-1/chat', null);
    fixture.api().seen.length = 0;
    for (let round = 0; round < 8; round += 1) {
      await desktop.run(
        ({ double, system }, isOnline) => {
          double.config.isOnline = isOnline;
          system.powerMonitor.emit('resume');
        },
        round % 2 === 1,
      );
    }
    await expect.poll(() => chats().length).toBe(1);
    await expect.poll(queued).toBe(0);
    expect(chats()).toHaveLength(1);
  });

  it('keeps no more than twenty notes', async () => {
    await desktop.run(({ double }) => void (double.config.isOnline = false));
    const outcomes = await desktop.run(async ({ page }) =>
      (await page('quickAdd')).evaluate(async () => {
        const outcomes: unknown[] = [];
        for (let index = 0; index < 21; index += 1) {
          outcomes.push(await window.parleyQuickAdd?.submit({ text: `note ${index}`, draftId: crypto.randomUUID() }));
        }
        return outcomes;
      }),
    );
    expect(outcomes.slice(0, 20).every((each) => (each as { outcome?: string }).outcome === 'queued')).toBe(true);
    expect(outcomes[20]).toMatchObject({ ok: false, code: 'queue_full' });
    await desktop.run(({ double, system }) => {
      double.config.isOnline = true;
      system.powerMonitor.emit('resume');
    });
    await expect.poll(() => chats().length, { timeout: 30_000 }).toBe(20);
  });

  it('does not send again what may have arrived', async () => {
    fixture.api().script('POST /api/user-1/chat', (_request, response) => void response.destroy());
    await open();
    await type('half sent');
    await expect.poll(status).toContain('may have been added');
    expect(await draft()).toBe('half sent');
    fixture.api().script('POST /api/user-1/chat', null);
    await desktop.run(({ system }) => void system.powerMonitor.emit('resume'));
    // Notes go out one after the other: what was sent again would be there before this one.
    await type('sent later');
    await expect.poll(status).toBe('Added "sent later".');
    await expect.poll(queued).toBe(0);
    expect(chats().map(({ body }) => (JSON.parse(body) as { message: string }).message)).toEqual([
      'half sent',
      'sent later',
    ]);
  });

  it('shows the question in the main window when something waits for a yes', async () => {
    fixture.api().script('POST /api/user-1/chat', (_request, response) =>
      json(response, 200, {
        conversation_id: 'conversation-9',
        message: 'Delete 3 tasks?',
        tool_calls: [],
        confirmation: { id: 'c', summary: 'Delete 3 tasks?', expires_at: '2026-11-21T00:00:00Z' },
      }),
    );
    const opened = await listenForOpen(desktop);
    await open();
    await type('delete everything');
    expect(await opened()).toEqual({ kind: 'chat', id: 'conversation-9' });
    fixture.api().script('POST /api/user-1/chat', null);
  });

  it('E-75 A-155 is hidden when the screen is locked', async () => {
    await open();
    await desktop.run(({ system }) => void system.powerMonitor.emit('lock-screen'));
    await expect.poll(isVisible).toBe(false);
  });

  it('E-90 E-94 has nothing that keeps anybody from using it', async () => {
    await open();
    const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core')), 'utf8');
    const violations = await desktop.run(async ({ page }, source) => {
      const shown = await page('quickAdd');
      await shown.evaluate(source);
      return shown.evaluate(async () => {
        const { axe: loaded } = window as unknown as { axe: { run: () => Promise<{ violations: { id: string }[] }> } };
        return (await loaded.run()).violations.map(({ id }) => id);
      });
    }, axe);
    expect(violations).toEqual([]);
  });

  it('hides when another window gets the focus', async () => {
    await open();
    await desktop.run(({ window }) => window('main').focus());
    await expect.poll(isVisible).toBe(false);
  });
});

describe('its shortcut', () => {
  const change = (shortcut: string | null) =>
    desktop.run(
      async ({ page }, wanted) =>
        (await page()).evaluate((each) => window.parley?.updateSettings({ quickAddShortcut: each }), wanted),
      shortcut,
    );

  it('E-65 can be changed and switched off', async () => {
    expect((await change('Alt+Shift+K'))?.shortcut).toBe('registered');
    expect(await desktop.run(({ press }) => [press('Alt+Shift+K'), press('Control+Shift+Space')])).toEqual([
      true,
      false,
    ]);
    expect((await change(null))?.shortcut).toBe('off');
    expect((await change('Control+NoKey'))?.shortcut).toBe('taken');
    expect((await change(SHORTCUT))?.shortcut).toBe('registered');
  });

  it('E-65 lets its keys through while a new one is recorded, and no longer', async () => {
    const record = (isRecording: boolean) =>
      desktop.run(
        async ({ page }, argument) =>
          (await page()).evaluate((isOn) => window.parley?.recordShortcut({ isRecording: isOn }), argument),
        isRecording,
      );
    const pressed = () => desktop.run(({ press }, shortcut) => press(shortcut), SHORTCUT);
    await record(true);
    expect(await pressed()).toBe(false);
    expect((await change('Alt+Shift+K'))?.shortcut).toBe('registered');
    await change(SHORTCUT);
    await record(true);
    await desktop.run(({ window }) => window().emit('blur'));
    expect(await pressed()).toBe(true);
  });

  it('E-65 says so where the session has no shortcuts, and does not pretend to register one', async () => {
    const other = await fixture.launch({ environment: { XDG_SESSION_TYPE: 'wayland' } });
    expect(await stateOf(other)).toMatchObject({ shortcut: 'unavailable' });
    expect(await other.run(({ double }) => double.journal.some(({ call }) => call === 'globalShortcut.register'))).toBe(
      false,
    );
    await other.close();
  });

  it('E-65 says so when another app has taken it, is registered again after sleep, and given back when the app ends', async () => {
    const other = await fixture.launch({ double: { takenShortcuts: [SHORTCUT] } });
    expect(await stateOf(other)).toMatchObject({ shortcut: 'taken' });
    await other.run(({ double, system }) => {
      double.config.takenShortcuts.length = 0;
      system.powerMonitor.emit('resume');
    });
    await expect.poll(() => stateOf(other)).toMatchObject({ shortcut: 'registered' });
    await other.run(({ system, double }, shortcut) => {
      // What some systems do during sleep.
      system.globalShortcut.unregisterAll();
      double.journal.length = 0;
      system.powerMonitor.emit('resume');
      return shortcut;
    }, SHORTCUT);
    await expect.poll(() => other.run(({ press }, shortcut) => press(shortcut), SHORTCUT)).toBe(true);
    const given = await other.run(({ app, double }, shortcut) => {
      app.emit('will-quit', { preventDefault: () => undefined });
      return double.journal.some(
        ({ call, arguments: [keys] }) => call === 'globalShortcut.unregister' && keys === shortcut,
      );
    }, SHORTCUT);
    expect(given).toBe(true);
    await other.close();
  });
});
