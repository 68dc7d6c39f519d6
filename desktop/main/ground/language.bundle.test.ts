import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { json } from '../../testing/scripted-api.ts';

const fixture = useDesktop();
let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const trayMenu = (desktop: DesktopUnderTest) => desktop.run((inside) => inside.trayMenu());
const appMenu = (desktop: DesktopUnderTest) => desktop.run((inside) => inside.appMenu());
const ENGLISH = /\b(?:undo|paste|close|quit|zoom in|settings|pause)\b/i;

describe('E-74 the language of what the main process shows', () => {
  it.each([
    ['linux', 'fr-CA', 'Se connecter…', 'Annuler'],
    ['win32', 'es-MX', 'Iniciar sesión…', 'Deshacer'],
    ['darwin', 'de-AT', 'Anmelden…', 'Rückgängig'],
  ] as const)('is the system’s on %s, in menu bar and tray, roles too', async (platform, tag, first, undo) => {
    const desktop = await fixture.launch({ double: { platform, languages: [tag] } });
    const [tray, bar] = [await trayMenu(desktop), await appMenu(desktop)];
    expect(tray[1]).toBe(first);
    expect(bar).toContain(`  ${undo}`);
    expect([...tray, ...bar].filter((label) => ENGLISH.test(label))).toEqual([]);
    await desktop.close();
  });

  it('becomes the one the person chose in the page, at once, in quick add too, and stays for the next start', async () => {
    fixture.api().script('GET /api/auth/get-session', (_request, response) =>
      json(response, 200, {
        session: { token: fixture.api().secrets.session },
        user: { id: 'user-1', name: 'Alice', email: 'alice@example.com', locale: 'de' },
      }),
    );
    const desktop = await fixture.launch({ home });
    expect((await trayMenu(desktop))[1]).toBe('Sign in…');
    await signIn(desktop);
    await expect.poll(() => trayMenu(desktop).then(([label]) => label)).toBe('Parley öffnen');
    expect(await appMenu(desktop)).toContain('  Rückgängig');
    await desktop.run(({ press }) => press('Control+Shift+Space'));
    const quickAdd = () =>
      desktop.run(async ({ page }) =>
        (await page('quickAdd')).evaluate(() => [
          document.documentElement.lang,
          document.querySelector('h1')?.textContent,
        ]),
      );
    await expect.poll(quickAdd).toEqual(['de', 'Was soll Parley tun?']);
    await desktop.close();
    fixture.api().script('GET /api/auth/get-session', (_request, response) => json(response, 503, {}));
    const again = await fixture.launch({ home });
    expect(await appMenu(again)).toContain('  Rückgängig');
    await again.close();
    fixture.api().script('GET /api/auth/get-session', null);
  });

  it('is that of quick add’s refusals, which the server gave no words, and none but those there are', async () => {
    const desktop = await fixture.launch({ double: { languages: ['de-DE'] } });
    await signIn(desktop);
    fixture.api().script('POST /api/user-1/chat', (_request, response) => json(response, 422, {}));
    const answer = await desktop.run(async ({ page }) =>
      (await page('quickAdd')).evaluate(() =>
        window.parleyQuickAdd?.submit({ text: 'Milch', draftId: crypto.randomUUID() }),
      ),
    );
    expect(answer).toMatchObject({ ok: false, message: 'Das konnte Parley nicht tun. Versuch es noch einmal.' });
    fixture.api().script('POST /api/user-1/chat', null);
    const refused = await desktop.run(async ({ page }) =>
      (await page()).evaluate(() => {
        const speak = window.parley?.setLanguage as (input: unknown) => Promise<unknown>;
        return speak({ language: 'xx' }).catch((error: Error) => error.message);
      }),
    );
    expect(refused).toContain('invalid_request');
    await desktop.close();
  });
});
