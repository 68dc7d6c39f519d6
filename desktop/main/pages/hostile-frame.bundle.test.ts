import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let desktop: DesktopUnderTest;

beforeAll(async () => {
  desktop = await fixture.launch();
});
afterAll(() => desktop.close());
beforeEach(() =>
  desktop.run(({ double }) => {
    double.journal.length = 0;
    double.blockedRequests.length = 0;
    // Links nobody clicked are asked about; here somebody says no.
    double.dialogAnswers.splice(0, Infinity, 1, 1, 1, 1);
  }),
);

/**
 * Puts a frame of the hosted chat into the page, and collects what its script reports for a while.
 *
 * @param options.names is waited for, however long it takes on a busy machine
 * @param options.moves how many times the frame goes elsewhere, or tries to; is waited for as well
 */
const mount = (
  script: string,
  options: { allow?: string; wait?: number; contentType?: string; names?: string[]; moves?: number } = {},
) =>
  desktop.run(
    async ({ page, double, window: windowOf, session, waitFor }, argument) => {
      const body = `<body><script>
        const say = (what, value) => parent.postMessage({ hostile: what, value }, '*');
        const attempt = async (what, run) => {
          try { say(what, await run()) } catch (error) { say(what, error.name) }
        };
        ${argument.script}
      </script>`;
      double.stubs.set('https://cdn.platform.openai.com/', { body, contentType: 'text/html' });
      const shown = await page();
      const moves = (): number =>
        double.journal.filter(
          ({ call, arguments: [address] }) =>
            /^(?:navigation|redirect)$/.test(call) && !String(address).endsWith('/chat.html'),
        ).length;
      const saying = shown.evaluate(async ({ allow, wait, names, moves: expected }) => {
        const heard: Record<string, unknown> = {};
        let count = 0;
        const listen = (event: MessageEvent<{ hostile?: string; value: unknown }>): void => {
          count += 1;
          if (event.data.hostile !== undefined) heard[event.data.hostile] = event.data.value;
        };
        window.addEventListener('message', listen);
        const frame = document.createElement('iframe');
        if (allow !== undefined) frame.allow = allow;
        frame.src = 'https://cdn.platform.openai.com/chat.html';
        document.body.append(frame);
        await new Promise((resolve) => setTimeout(resolve, wait));
        const isWaiting = (): boolean =>
          names.some((name) => !(name in heard)) || (expected > 0 && !Reflect.has(window, 'hasMoved'));
        for (let waits = 0; waits < 200 && isWaiting(); waits += 1)
          await new Promise((resolve) => setTimeout(resolve, 100));
        window.removeEventListener('message', listen);
        Reflect.deleteProperty(window, 'hasMoved');
        frame.remove();
        const state = await window.parley?.getState();
        return { heard, count, isAlive: state !== undefined, controller: navigator.serviceWorker.controller === null };
      }, argument.options);
      if (argument.options.moves > 0) {
        await waitFor(() => moves() >= argument.options.moves).catch(() => undefined);
        await shown.evaluate(() => void Reflect.set(window, 'hasMoved', true));
      }
      const said = await saying;
      const context = await session.fromPartition('persist:parley').context();
      // Denied windows exist for a moment in the double.
      await waitFor(() => context.pages().length === 2, 3000).catch(() => undefined);
      return {
        ...said,
        url: windowOf().webContents.getURL(),
        requests: double.blockedRequests,
        pages: context.pages().length,
        journal: double.journal.map(
          (entry) => `${entry.call} ${String(entry.arguments[0])} ${String(entry.arguments[1])}`,
        ),
      };
    },
    { script, options: { wait: 500, names: [], moves: 0, ...options } },
  );

describe('A-138 D-14 a hostile chat frame', () => {
  it('finds no bridge, no parent document and no way to the top', async () => {
    const { heard, url, requests } = await mount(
      `
      say('bridge', [typeof window.parley, typeof window.parleyQuickAdd, typeof require, typeof process, typeof window.__parleyDoubleIpc].join());
      attempt('parent', () => parent.document.title);
      attempt('storage', () => parent.localStorage.length);
      attempt('parentBridge', () => typeof parent.parley);
      attempt('top', () => { top.location = 'https://evil.example/top'; return 'set' });
      attempt('replace', () => { top.location.replace('https://evil.example/replaced'); return 'set' });
      attempt('link', () => {
        const link = document.createElement('a'); link.href = 'https://evil.example/link'; link.target = '_top';
        document.body.append(link); link.click(); return 'clicked';
      });
      say('done', true);`,
      { names: ['bridge', 'parent', 'storage', 'parentBridge', 'done'] },
    );
    expect(heard).toMatchObject({
      bridge: 'undefined,undefined,undefined,undefined,undefined',
      parent: 'SecurityError',
      storage: 'SecurityError',
      parentBridge: 'SecurityError',
      done: true,
    });
    expect(url).toBe('parley://app/');
    expect(requests.filter((address) => address.includes('evil.example'))).toEqual([]);
  });

  it('opens no window and no program', async () => {
    const { url, pages, journal, requests } = await mount(`
      for (const address of ['https://evil.example/1', 'about:blank', '', 'ms-msdt:/id', 'file:///etc/passwd'])
        attempt('popup', () => String(window.open(address, 'name')));
      for (let i = 0; i < 20; i++) window.open('https://evil.example/' + i);`);
    expect(url).toBe('parley://app/');
    expect(pages).toBe(2);
    expect(requests).toEqual([]);
    expect(journal.filter((entry) => entry.startsWith('window.open') && !entry.endsWith('deny'))).toEqual([]);
    expect(journal.filter((entry) => entry.startsWith('shell.openExternal'))).toEqual([]);
    // One question, not one for each attempt.
    expect(journal.filter((entry) => entry.startsWith('dialog.')).length).toBeLessThanOrEqual(1);
  });

  it('E-30 is given no permission, however it is asked for and whatever the frame allows', async () => {
    const allow =
      'camera *; microphone *; geolocation *; clipboard-read *; fullscreen *; midi *; display-capture *; usb *; serial *; hid *';
    const { heard } = await mount(
      `
      attempt('geolocation', () => new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('given'), (error) => resolve('denied ' + error.code))));
      attempt('notification', () => Notification.requestPermission());
      attempt('camera', () => navigator.mediaDevices.getUserMedia({ video: true }));
      attempt('microphone', () => navigator.mediaDevices.getUserMedia({ audio: true }));
      attempt('screen', () => navigator.mediaDevices.getDisplayMedia({ video: true }));
      attempt('clipboard', () => navigator.clipboard.readText());
      attempt('fullscreen', () => document.body.requestFullscreen().then(() => 'given'));
      attempt('pointer', () => document.body.requestPointerLock().then(() => 'given'));
      attempt('midi', () => navigator.requestMIDIAccess({ sysex: true }));
      attempt('usb', () => navigator.usb.requestDevice({ filters: [] }));
      attempt('features', () => document.featurePolicy.allowedFeatures().filter((name) => ['camera', 'microphone', 'geolocation', 'clipboard-read', 'fullscreen', 'midi', 'display-capture', 'usb', 'serial', 'hid'].includes(name)).join());`,
      { allow, names: ['geolocation', 'camera', 'microphone', 'screen', 'clipboard', 'midi', 'usb', 'features'] },
    );
    expect(heard['geolocation']).toMatch(/^denied/);
    expect(heard['notification']).not.toBe('granted');
    for (const name of ['camera', 'microphone', 'screen', 'clipboard', 'midi', 'usb']) {
      expect(heard[name], name).toMatch(/Error$/);
    }
    expect([heard['fullscreen'], heard['pointer']]).not.toContain('given');
    // What our page forbids cannot be given on to the frame by an attribute.
    expect(heard['features']).toBe('');
  });

  it('drowns nothing in messages, dialogs or prints', async () => {
    const { isAlive, count, url, journal } = await mount(
      `
      for (let i = 0; i < 20000; i++) parent.postMessage({ flood: i, pad: 'x'.repeat(200) }, '*');
      for (let i = 0; i < 50; i++) { try { alert('x'); confirm('x'); prompt('x') } catch {} }
      try { print() } catch {}
      say('done', true);`,
      { names: ['done'] },
    );
    expect(isAlive).toBe(true);
    expect(count).toBeGreaterThan(1000);
    expect(url).toBe('parley://app/');
    expect(journal.filter((entry) => entry.startsWith('page.dialog')).length).toBeLessThanOrEqual(150);
    const { preferences } = await desktop.run(({ window }) => ({ preferences: window().webContents.preferences }));
    // In Electron none of those dialogs shows at all.
    expect(preferences).toMatchObject({ disableDialogs: true });
  });

  it('installs no service worker in front of the app, and finds no address of this computer', async () => {
    const { heard, controller, requests } = await mount(
      `
      attempt('worker', () => navigator.serviceWorker.register('/sw.js').then(() => 'registered'));
      attempt('candidates', () => new Promise((resolve) => {
        const found = [];
        const call = new RTCPeerConnection({ iceServers: [] });
        call.createDataChannel('x');
        call.onicecandidate = ({ candidate }) => candidate ? found.push(candidate.candidate) : resolve(found.join(' '));
        call.createOffer().then((offer) => call.setLocalDescription(offer));
        setTimeout(() => resolve(found.join(' ')), 800);
      }));
      attempt('api', () => fetch('http://parley-app.localhost/api/config').then(() => 'read'));
      attempt('loopback', () => fetch('http://127.0.0.1:8787/api/config').then(() => 'read'));`,
      { names: ['worker', 'candidates', 'api', 'loopback'] },
    );
    expect(controller).toBe(true);
    expect(heard['candidates']).not.toMatch(/\b(?:10|172|192)\.\d+\.\d+\.\d+/);
    expect([heard['api'], heard['loopback']]).not.toContain('read');
    expect(requests.filter((address) => address.includes('evil'))).toEqual([]);
  });

  it('A-147 downloads nothing', async () => {
    const { journal } = await mount(`
      for (const name of ['setup.exe', 'tool.lnk', 'page.html']) {
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob(['x'])); link.download = name;
        document.body.append(link); link.click();
      }
      location.href = 'https://cdn.platform.openai.com/setup.exe';`);
    expect(journal.filter((entry) => entry.startsWith('download ') && !entry.endsWith('prevented'))).toEqual([]);
    expect(journal.filter((entry) => /saveDialog|setSavePath|openPath/.test(entry))).toEqual([]);
  });

  it('E-34 goes nowhere but to the hosted chat, not by a redirect either', async () => {
    const goes = async (script: string, moves: number): Promise<string[]> => {
      await desktop.run(({ double }) => {
        double.journal.length = 0;
      });
      const { journal } = await mount(script, moves === 0 ? { wait: 1500 } : { moves });
      const made = journal.filter((entry) => /^(?:navigation|redirect) /.test(entry) && !entry.includes('/chat.html'));
      return [...new Set(made)];
    };
    // The page's own policy stops it before anybody is asked.
    expect(await goes(`location.href = 'https://evil.example/frame'`, 0)).toEqual([]);
    const once = `if (location.pathname === '/chat.html') `;
    expect(await goes(`${once}location.href = 'https://cdn.platform.openai.com/other.html'`, 1)).toEqual([
      'navigation https://cdn.platform.openai.com/other.html allowed',
    ]);
    expect(
      await goes(
        `const inner = document.createElement('iframe'); inner.src = 'https://evil.example/deep'; document.body.append(inner)`,
        1,
      ),
    ).toEqual(['navigation https://evil.example/deep prevented']);
    await desktop.run(({ double }) => {
      const old = double.stubs.get('https://cdn.platform.openai.com/');
      double.stubs.clear();
      double.stubs.set('https://cdn.platform.openai.com/moved', {
        body: '',
        contentType: 'text/html',
        redirect: 'https://evil.example/sent',
      });
      if (old) double.stubs.set('https://cdn.platform.openai.com/', old);
    });
    expect(await goes(`location.href = 'https://cdn.platform.openai.com/moved'`, 2)).toEqual([
      'navigation https://cdn.platform.openai.com/moved allowed',
      'redirect https://evil.example/sent prevented',
    ]);
    await desktop.run(({ double }) => double.stubs.clear());
  });

  it('E-34 our page shows no other frame', async () => {
    const result = await desktop.run(async ({ page, double }) => {
      const shown = await page();
      const blocked = await shown.evaluate(async () => {
        const violations: string[] = [];
        document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
        for (const source of [
          'https://evil.example/frame',
          'data:text/html,x',
          'http://parley-app.localhost:1/',
          '/tasks',
        ]) {
          const frame = document.createElement('iframe');
          frame.src = source;
          document.body.append(frame);
        }
        for (let waits = 0; waits < 200 && violations.length < 4; waits += 1)
          await new Promise((resolve) => setTimeout(resolve, 100));
        for (const frame of document.querySelectorAll('iframe')) frame.remove();
        return violations;
      });
      return { blocked, requests: double.blockedRequests };
    });
    expect(result.requests).toEqual([]);
    expect(result.blocked).toEqual(['frame-src', 'frame-src', 'frame-src', 'frame-src']);
  });
});
