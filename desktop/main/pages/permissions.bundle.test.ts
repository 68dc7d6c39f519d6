import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let desktop: DesktopUnderTest;

beforeAll(async () => {
  desktop = await fixture.launch();
  // Links nobody clicked are asked about; here somebody says no.
  await desktop.run(({ double }) => void double.dialogAnswers.push(1, 1));
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

  it('A-147 asks where to save what the app itself offers, whatever it is called, and opens none of it', async () => {
    const journal = await desktop.run(async ({ page, double, waitFor }) => {
      double.journal.length = 0;
      const shown = await page();
      await shown.evaluate(async () => {
        for (const name of ['export.json', 'setup.exe', 'tool.lnk', 'page.html']) {
          const link = document.createElement('a');
          link.href = URL.createObjectURL(new Blob(['content']));
          link.download = name;
          document.body.append(link);
          link.click();
          link.remove();
          await new Promise((resolve) => setTimeout(resolve, 150));
        }
      });
      await waitFor(() => double.journal.filter(({ call }) => call === 'download.saveDialog').length === 4);
      return double.journal.map(({ call, arguments: values }) => `${call} ${String(values[0])}`);
    });
    expect(journal.filter((entry) => entry.startsWith('download.saveDialog')).toSorted()).toEqual([
      'download.saveDialog export.json',
      'download.saveDialog page.html',
      'download.saveDialog setup.exe',
      'download.saveDialog tool.lnk',
    ]);
    expect(journal.filter((entry) => /setSavePath|shell\./.test(entry))).toEqual([]);
  });

  it('E-05 no device is handed out, and no screen', async () => {
    const answers = await desktop.run(({ session, window }) =>
      [session.fromPartition('persist:parley'), session.defaultSession].map((each) => {
        const given: unknown[] = [];
        const prevented: boolean[] = [];
        const event = () => {
          const made = { preventDefault: () => prevented.push(true) };
          return made;
        };
        const answer = (...values: unknown[]): number => given.push(values[0]);
        const device = each.deviceHandler as (details: object) => boolean;
        const screen = each.displayMediaHandler as (request: object, answer: (streams: object) => void) => void;
        given.push(device({ deviceType: 'usb', origin: 'parley://app' }));
        screen({}, (streams) => given.push(Object.keys(streams).length));
        each.emit('select-hid-device', event(), {}, answer);
        each.emit('select-serial-port', event(), [{ portId: '1' }], {}, answer);
        each.emit('select-usb-device', event(), {}, answer);
        window().webContents.emit('select-bluetooth-device', event(), [{ deviceId: '1' }], answer);
        return { given: given.map((value) => value ?? null), prevented: prevented.length };
      }),
    );
    const nothing = { given: [false, 0, null, '', null, ''], prevented: 4 };
    expect(answers).toEqual([nothing, nothing]);
  });

  it('E-05 E-39 the page is refused whatever it really asks for', async () => {
    const answers = await desktop.run(async ({ page }) =>
      (await page()).evaluate(async () => {
        const attempt = (run: () => Promise<unknown>): Promise<string> =>
          run().then(
            () => 'given',
            (error: Error) => error.name,
          );
        return {
          camera: await attempt(() => navigator.mediaDevices.getUserMedia({ video: true })),
          microphone: await attempt(() => navigator.mediaDevices.getUserMedia({ audio: true })),
          screen: await attempt(() => navigator.mediaDevices.getDisplayMedia()),
          clipboard: await attempt(() => navigator.clipboard.readText()),
          fullscreen: await attempt(() => document.documentElement.requestFullscreen()),
          place: await attempt(
            () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
          ),
        };
      }),
    );
    expect(Object.values(answers)).not.toContain('given');
  });

  it('A-146 the page embeds nothing', async () => {
    const result = await desktop.run(async ({ page, double, window }) => {
      double.blockedRequests.length = 0;
      const shown = await page();
      const violations = await shown.evaluate(async () => {
        const seen: string[] = [];
        document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
        const box = document.createElement('div');
        box.innerHTML =
          '<object data="https://evil.example/x.pdf"></object><embed src="https://evil.example/x.swf">' +
          '<webview src="https://evil.example/"></webview><object data="/icon.svg" type="image/svg+xml"></object>';
        document.body.append(box);
        for (let waits = 0; waits < 200 && seen.length < 3; waits += 1)
          await new Promise((resolve) => setTimeout(resolve, 100));
        box.remove();
        return seen;
      });
      await shown.evaluate(() => void (location.href = 'https://evil.example/x.pdf'));
      await new Promise((resolve) => setTimeout(resolve, 150));
      return { violations, requests: double.blockedRequests, url: window().webContents.getURL() };
    });
    expect(result).toEqual({
      violations: ['object-src', 'object-src', 'object-src'],
      requests: [],
      url: 'parley://app/',
    });
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
