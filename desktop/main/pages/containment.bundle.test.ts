import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callsOf, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let desktop: DesktopUnderTest;
/** What was said about calls when the windows were made. */
let policies: unknown[][];

beforeAll(async () => {
  desktop = await fixture.launch();
  policies = await callsOf(desktop, 'webContents.setWebRTCIPHandlingPolicy');
});
afterAll(() => desktop.close());
beforeEach(() =>
  desktop.run(({ double }) => {
    double.journal.length = 0;
    double.blockedRequests.length = 0;
    // More than five links a minute are asked about; here somebody says yes.
    double.dialogAnswers.splice(0, Infinity, 0, 0, 0);
  }),
);

const inPage = (script: string) =>
  desktop.run(async ({ page, window }, source) => {
    const shown = await page();
    await shown.evaluate((text) => {
      const run = document.createElement('a');
      run.id = 'acted';
      document.querySelector('#acted')?.remove();
      document.body.append(run);
      return Reflect.construct(Function, [`return (async () => {${text}})()`])();
    }, source);
    await new Promise((resolve) => setTimeout(resolve, 150));
    return window().webContents.getURL();
  }, script);

const opened = () =>
  desktop.run(({ double }) =>
    double.journal.filter(({ call }) => call === 'shell.openExternal').map((entry) => entry.arguments[0]),
  );

describe('the page stays', () => {
  it.each([
    ['location', `location.href = 'https://evil.example/'`],
    [
      'a link',
      `document.body.insertAdjacentHTML('beforeend', '<a id="l" href="https://evil.example/">x</a>'); document.querySelector('#l').click()`,
    ],
    [
      'a form',
      `document.body.insertAdjacentHTML('beforeend', '<form id="f" action="https://evil.example/" method="post"></form>'); document.querySelector('#f').submit()`,
    ],
    ['another host of our scheme', `location.href = 'http://parley-evil.localhost:1/'`],
    ['a file', `location.href = 'file:///etc/passwd'`],
    ['data', `location.href = 'data:text/html,hello'`],
    ['its own source', `location.href = 'view-source:https://evil.example/'`],
  ])('E-13 E-34 A-145 whatever %s tries', async (_what, script) => {
    const url = await inPage(script);
    expect(url).toBe('parley://app/');
  });

  it('E-15 E-34 hands a web address it refuses to the system’s browser', async () => {
    await inPage(`location.href = 'https://example.com/a?b=c'`);
    await expect.poll(opened).toEqual(['https://example.com/a?b=c']);
  });

  it.each([
    ['window.open', `window.open('https://example.com/new', 'name')`],
    [
      'a link to a new tab',
      `document.body.insertAdjacentHTML('beforeend', '<a id="n" target="_blank" rel="noopener" href="https://example.com/new">x</a>'); document.querySelector('#n').click()`,
    ],
  ])('E-14 E-35 A-144 no window comes of %s', async (_what, script) => {
    await inPage(script);
    await expect.poll(opened).toEqual(['https://example.com/new']);
    const found = await desktop.run(async ({ double, BrowserWindow, session }) => ({
      answers: double.journal.filter(({ call }) => call === 'window.open').map((entry) => entry.arguments),
      windows: BrowserWindow.getAllWindows().length,
      pages: (await session.fromPartition('persist:parley').context()).pages().length,
      requests: double.blockedRequests,
    }));
    expect(found).toEqual({ answers: [['https://example.com/new', 'deny']], windows: 2, pages: 2, requests: [] });
  });

  it('E-36 asks before it opens plain http, and opens nothing without a yes', async () => {
    await desktop.run(({ double }) => double.dialogAnswers.splice(0, Infinity, 1));
    await inPage(`window.open('http://example.com/')`);
    await expect
      .poll(() => callsOf(desktop, 'dialog.showMessageBox'))
      .toMatchObject([[{ detail: expect.stringContaining('http://example.com/') }]]);
    expect(await opened()).toEqual([]);
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'smb://host/share',
    'ms-msdt:/id',
    'https://user:pw@example.com/',
  ])('A-143 never opens %s', async (address) => {
    await inPage(`window.open(${JSON.stringify(address)})`);
    expect(await opened()).toEqual([]);
  });
});

describe('what a page could try', () => {
  const realOf = (shown: string) =>
    desktop.run(({ session }, address) => {
      const { servers, handlers } = session.fromPartition('persist:parley');
      return servers.toReal(address, handlers);
    }, shown);
  /** The address the window shows once it came to rest. */
  const restingPlace = () =>
    desktop.run(async ({ window, page, waitFor }) => {
      const isBack = async (): Promise<boolean> =>
        window().webContents.getURL().startsWith('parley://app/') &&
        (await (await page()).evaluate(() => Reflect.has(window, 'parley') && document.readyState === 'complete'));
      // What was started may only be about to happen: it counts once it stayed for a while.
      const isStill = async (): Promise<boolean> => {
        if (!(await isBack())) return false;
        await new Promise((resolve) => setTimeout(resolve, 250));
        return isBack();
      };
      await new Promise((resolve) => setTimeout(resolve, 250));
      await waitFor(isStill, 5000).catch(() => undefined);
      return window().webContents.getURL();
    });

  it('A-145 another host of our own scheme, by address, by frame and by fetch', async () => {
    const evil = await realOf('parley://evil/');
    expect(await inPage(`location.href = ${JSON.stringify(evil)}`)).toBe('parley://app/');
    const seen = await desktop.run(async ({ page }, address) => {
      const shown = await page();
      return shown.evaluate(async (target) => {
        const frame = document.createElement('iframe');
        frame.src = target;
        document.body.append(frame);
        await new Promise((resolve) => setTimeout(resolve, 150));
        frame.remove();
        return fetch(target).then(
          () => 'read',
          () => 'refused',
        );
      }, address);
    }, evil);
    expect(seen).toBe('refused');
    await expect.poll(() => callsOf(desktop, 'navigation')).toContainEqual(['parley://evil/', 'prevented']);
  });

  it.each([
    [
      'a meta refresh',
      `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="refresh" content="0;url=https://evil.example/">')`,
    ],
    ['location.assign', `location.assign('https://evil.example/')`],
    ['location.replace', `location.replace('https://evil.example/')`],
    ['window.open into itself', `window.open('https://evil.example/', '_self')`],
    ['window.open to the top', `window.open('https://evil.example/', '_top')`],
    ['the address of an answer of the API', `location.href = '/api/config'`],
    ['a document made of text', `location.href = URL.createObjectURL(new Blob(['<h1>x</h1>'], { type: 'text/html' }))`],
    ['a file system address', `location.href = 'filesystem:' + location.origin + '/temporary/x.html'`],
    ['a script address', `location.href = 'javascript:document.body.textContent = "gone"'`],
    ['about:blank', `location.href = 'about:blank'`],
  ])('A-145 cannot leave by %s', async (_what, script) => {
    await inPage(script).catch(() => undefined);
    expect(await restingPlace()).toBe('parley://app/');
  });

  it('A-145 cannot write a page of its own into about:blank', async () => {
    await desktop.run(async ({ page }) => {
      const shown = await page();
      await shown.evaluate(() => void (location.href = 'about:blank')).catch(() => undefined);
      // The script of the page is gone with it; whoever still writes does so through the debugger here.
      await shown.evaluate(() => document.write('<h1>Sign in again</h1>')).catch(() => undefined);
    });
    expect(await restingPlace()).toBe('parley://app/');
    expect(
      await desktop.run(async ({ page }) => (await page()).evaluate(() => document.documentElement.textContent)),
    ).not.toContain('Sign in again');
  });

  it('A-145 cannot use the history to get away', async () => {
    await inPage(`
      try { history.pushState({}, '', 'https://evil.example/') } catch {}
      try { history.replaceState({}, '', 'https://evil.example/') } catch {}
      history.pushState({}, '', '/tasks'); history.back(); history.go(-50); history.forward();`);
    expect(await restingPlace()).toMatch(/^parley:\/\/app\//);
    await desktop.run(({ window }) => window().loadURL('parley://app/'));
  });

  it('E-34 A-145 cannot be sent elsewhere by an answer of its own origin', async () => {
    const results = await desktop.run(async ({ page, session, double, window, waitFor }) => {
      const { handlers } = session.fromPartition('persist:parley');
      const answer = handlers.get('parley');
      if (!answer) throw new Error('nobody serves parley://');
      handlers.set('parley', (request) =>
        request.url.endsWith('/moved')
          ? new Response(null, { status: 302, headers: { location: 'https://evil.example/' } })
          : answer(request),
      );
      const shown = await page();
      await shown.evaluate(() => void (location.href = '/moved')).catch(() => undefined);
      await waitFor(() => double.journal.some(({ call }) => call === 'redirect'));
      handlers.set('parley', answer);
      return {
        url: window().webContents.getURL(),
        redirects: double.journal.filter(({ call }) => call === 'redirect').map((entry) => entry.arguments),
        requests: double.blockedRequests,
      };
    });
    expect(results).toEqual({
      url: 'parley://app/',
      redirects: [['https://evil.example/', 'prevented']],
      requests: [],
    });
  });

  it.each([
    [
      'an empty window under a name, used twice',
      `window.open('', 'name'); window.open('https://evil.example/', 'name')`,
    ],
    ['a window without an opener', `window.open('https://evil.example/', '_blank', 'noopener')`],
    ['a pop-up of a size', `window.open('https://evil.example/', 'p', 'popup,width=200,height=200')`],
    ['a blank page to write into', `window.open('about:blank')?.document.write('<h1>x</h1>')`],
    ['a page made of text', `window.open(URL.createObjectURL(new Blob(['x'], { type: 'text/html' })))`],
    ['data', `window.open('data:text/html,x')`],
    ['one of our own pages', `window.open('/tasks')`],
  ])('E-14 E-35 A-144 gets no window: %s', async (_what, script) => {
    await inPage(script).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 250));
    const found = await desktop.run(async ({ double, BrowserWindow, session }) => ({
      isAllowed: double.journal.some(({ call, arguments: values }) => call === 'window.open' && values[1] !== 'deny'),
      windows: BrowserWindow.getAllWindows().length,
      pages: (await session.fromPartition('persist:parley').context()).pages().length,
      requests: double.blockedRequests,
    }));
    expect(found).toEqual({ isAllowed: false, windows: 2, pages: 2, requests: [] });
    expect(await restingPlace()).toBe('parley://app/');
  });

  it('E-38 cannot keep the app from leaving', async () => {
    const isIgnored = await desktop.run(({ window }) => {
      const event = { defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) };
      window().webContents.emit('will-prevent-unload', event);
      return event.defaultPrevented;
    });
    expect(isIgnored).toBe(true);
  });

  it('A-138 tells nobody the addresses of this computer through a call', async () => {
    expect(policies).toEqual([
      [1, 'disable_non_proxied_udp'],
      [2, 'disable_non_proxied_udp'],
    ]);
  });
});
