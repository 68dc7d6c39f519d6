import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callsOf, changeSettings, signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('settings', () => {
  it('take effect at once and after a restart', async () => {
    const desktop = await fixture.launch({ home });
    await changeSettings(desktop, { theme: 'dark' });
    expect((await callsOf(desktop, 'nativeTheme.themeSource')).at(-1)).toEqual(['dark']);
    await desktop.close();
    const again = await fixture.launch({ home });
    expect((await callsOf(again, 'nativeTheme.themeSource')).at(-1)).toEqual(['dark']);
    await again.close();
  });

  it('check spelling in what was chosen, and ask for no dictionary before that or before somebody signed in', async () => {
    const desktop = await fixture.launch({ home });
    const languages = async (app = desktop) => (await callsOf(app, 'session.setSpellCheckerLanguages')).at(-1)?.[0];
    const asked = (app = desktop) => app.run(({ double }) => double.blockedRequests);
    // Any session, such as the one updates are fetched in.
    await desktop.run(({ session }) => void session.fromPartition('made-later'));
    await changeSettings(desktop, { spellCheckLanguages: ['fr', 'xx'] });
    expect([await languages(), await asked()]).toEqual([[], []]);
    await signIn(desktop);
    await expect.poll(() => languages()).toEqual(['fr']);
    // What watches the network does see one.
    await expect.poll(() => asked()).toEqual([expect.stringMatching(/^https:.*\/fr\.bdic$/)]);
    await changeSettings(desktop, { spellCheckLanguages: [] });
    await expect.poll(() => languages()).toEqual([]);
    await changeSettings(desktop, { spellCheckLanguages: ['es'] });
    await desktop.run(async ({ page }) => (await page()).evaluate(() => window.parley?.signOut()));
    await expect.poll(() => languages()).toEqual([]);
    await desktop.close();
    const again = await fixture.launch({ home });
    expect([await languages(again), await asked(again)]).toEqual([[], []]);
    await again.close();
  });

  it('leave spelling to macOS, which downloads nothing for it', async () => {
    const desktop = await fixture.launch({ home, double: { platform: 'darwin' } });
    await signIn(desktop);
    await changeSettings(desktop, { spellCheckLanguages: ['fr'] });
    expect(await callsOf(desktop, 'session.setSpellCheckerLanguages')).toEqual([]);
    expect(await desktop.run(({ double }) => double.blockedRequests)).toEqual([]);
    await desktop.close();
  });
});

describe('a window', () => {
  let desktop: DesktopUnderTest;
  beforeAll(async () => {
    desktop = await fixture.launch();
  });
  afterAll(() => desktop.close());

  it('the menu of a text field corrects spelling', async () => {
    const labels = await desktop.run(({ window, double }) => {
      window().webContents.emit(
        'context-menu',
        {},
        {
          misspelledWord: 'tomorow',
          dictionarySuggestions: ['tomorrow'],
          isEditable: true,
          selectionText: 'tomorow',
        },
      );
      return double.journal.findLast(({ call }) => call === 'menu.popup')?.arguments[0];
    });
    expect(labels).toEqual(['tomorrow', 'Add to dictionary', '-', 'Cut', 'Copy', 'Paste', 'Select all']);
  });

  it('the menu of a link copies its address, and offers none that leads nowhere', async () => {
    const openMenu = (linkURL: string) =>
      desktop.run(({ window, double }, address) => {
        double.journal.splice(0);
        double.events.once('popup', (menu) => menu.getMenuItemById('copy-link')?.click());
        window().webContents.emit(
          'context-menu',
          {},
          { misspelledWord: '', dictionarySuggestions: [], isEditable: false, selectionText: '', linkURL: address },
        );
        return double.journal.find(({ call }) => call === 'menu.popup')?.arguments[0] ?? null;
      }, linkURL);
    expect(await openMenu('https://example.com/page')).toEqual(['Copy link']);
    expect(await desktop.run(({ double }) => double.clipboard)).toBe('https://example.com/page');
    expect(await openMenu('parley://app/tasks/1')).toBeNull();
  });

  it('the page learns that the server is away and back', async () => {
    await signIn(desktop);
    const connection = () =>
      desktop.run(async ({ page }) =>
        (await page()).evaluate(async () => (await window.parley?.getState())?.connection),
      );
    const ask = () =>
      desktop.run(async ({ page }) => (await page()).evaluate(async () => (await fetch('/api/user-1/tasks')).status));
    await fixture.api().goDown();
    expect(await ask()).toBe(503);
    await expect.poll(connection).toBe('server_away');
    await fixture.api().comeBack();
    expect(await ask()).toBe(200);
    await expect.poll(connection).toBe('online');
  });
});
