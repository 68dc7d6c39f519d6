import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let desktop: DesktopUnderTest;

beforeAll(async () => {
  desktop = await fixture.launch();
});
afterAll(() => desktop.close());

describe('permissions', () => {
  it('E-05 E-39 D-11 the page is granted nothing it could ask for', async () => {
    const states = await desktop.run(async ({ page }) =>
      (await page()).evaluate(async () => {
        const states: Record<string, string> = {};
        for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as const) {
          const found = await navigator.permissions.query({ name: name as PermissionName });
          states[name] = found.state;
        }
        states['asked'] = await Notification.requestPermission();
        return states;
      }),
    );
    // Headless Chromium knows no denied notifications; what counts is that they are not granted.
    const { notifications, asked, ...others } = states;
    expect([notifications, asked]).not.toContain('granted');
    expect(new Set(Object.values(others))).toEqual(new Set(['denied']));
  });

  it('E-05 both handlers answer for the app’s session and for a stray one', async () => {
    const answers = await desktop.run(({ session }) =>
      [session.fromPartition('persist:parley'), session.defaultSession].map(({ checkHandler, requestHandler }) => {
        const asked: boolean[] = [];
        const ask = requestHandler as (
          contents: null,
          permission: string,
          answer: (is: boolean) => void,
          details: object,
        ) => void;
        for (const [permission, requestingUrl] of [
          ['media', 'parley://app/'],
          ['geolocation', 'https://cdn.platform.openai.com/'],
          ['clipboard-sanitized-write', 'https://evil.example/'],
          ['clipboard-sanitized-write', 'parley://app/'],
        ] as const) {
          ask(null, permission, (is) => asked.push(is), { requestingUrl });
          asked.push(checkHandler?.(null, permission, requestingUrl, {}) ?? true);
        }
        return asked;
      }),
    );
    const expected = [false, false, false, false, false, false, true, true];
    expect(answers).toEqual([expected, expected]);
  });

  it('E-22 A-147 lets a download through only when it comes from the app itself', async () => {
    const decide = (chain: string[]) =>
      desktop.run(({ session }, urls) => {
        const event = { defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) };
        session.fromPartition('persist:parley').emit('will-download', event, { getURLChain: () => urls });
        return event.defaultPrevented;
      }, chain);
    expect(await decide(['blob:parley://app/0f2c'])).toBe(false);
    expect(await decide(['parley://app/api/user-1/export'])).toBe(false);
    expect(await decide(['https://evil.example/setup.exe'])).toBe(true);
    expect(await decide(['parley://app/x', 'https://evil.example/setup.exe'])).toBe(true);
  });

  it('E-12 A-146 nothing attaches a webview', async () => {
    const wasPrevented = await desktop.run(({ window }) => {
      const event = { defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) };
      window().webContents.emit('will-attach-webview', event, {}, {});
      return event.defaultPrevented;
    });
    expect(wasPrevented).toBe(true);
  });

  it.each(['certificate-error', 'select-client-certificate', 'login'])(
    'E-23 A-158 never says yes to %s',
    async (name) => {
      const answers = await desktop.run(({ app }, event) => {
        const given: unknown[][] = [];
        const callback = (...values: unknown[]): number => given.push(values);
        const fake = { defaultPrevented: false, preventDefault: () => (fake.defaultPrevented = true) };
        const before = { 'certificate-error': 4, 'select-client-certificate': 3, login: 3 }[event] ?? 0;
        app.emit(event, fake, ...Array.from({ length: before }, () => ({})), callback);
        return { given, isPrevented: fake.defaultPrevented };
      }, name);
      expect(answers.isPrevented).toBe(true);
      expect(answers.given.flat().filter(Boolean)).toEqual([]);
    },
  );
});
