import { readFile } from 'node:fs/promises';
import type { BrowserServer } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDesktop } from '../testing/build-desktop.ts';
import { type DesktopUnderTest, launchDesktop, sharedBrowser } from '../testing/electron-double/launch-desktop.ts';
import { type ScriptedApi, startScriptedApi } from '../testing/scripted-api.ts';

let browser: BrowserServer;
let api: ScriptedApi;
let desktop: DesktopUnderTest;
let out: string;

beforeAll(async () => {
  out = await buildDesktop();
  [browser, api] = await Promise.all([sharedBrowser(true), startScriptedApi()]);
  desktop = await launchDesktop({ browser, server: api.url });
  await desktop.run(({ waitFor, window }) => waitFor(() => window('main').isVisible(), 30_000));
});
afterAll(async () => {
  await desktop.close();
  await api.close();
});

const journal = (call: string) =>
  desktop.run(({ double }, name) => double.journal.filter((entry) => entry.call === name), call);

describe('the start', () => {
  it('E-25 does before the app is ready what cannot be done later', async () => {
    const early = [
      'app.enableSandbox',
      'protocol.registerSchemesAsPrivileged',
      'app.requestSingleInstanceLock',
      'crashReporter.start',
    ];
    for (const call of early) expect((await journal(call)).map((entry) => entry.wasReady)).toEqual([false]);
  });

  it('E-25 hears the link macOS starts it with before it is ready', async () => {
    const started = await launchDesktop({
      browser,
      server: api.url,
      double: { platform: 'darwin', launchUrl: 'parley://task/not-a-number' },
    });
    await expect
      .poll(() => readFile(`${started.userData}/logs/parley.log`, 'utf8').catch(() => ''))
      .toContain('a link arrived');
    await started.close();
  });

  it('D-16 a use of Electron the double does not know fails the test', async () => {
    const started = await launchDesktop({ browser, server: api.url });
    await started.run(({ app }) => {
      try {
        Reflect.get(app, 'getFileIcon');
      } catch {
        // The app may well catch it; the test fails all the same.
      }
    });
    await expect(started.close()).rejects.toThrow('app.getFileIcon');
  });

  it('D-13 has the displays, the power and the network the test says', async () => {
    const found = await desktop.run(({ system, double }) => {
      const heard: string[] = [];
      const note = (name: string) => () => void heard.push(name);
      system.screen.once('display-added', note('display-added'));
      system.screen.once('display-removed', note('display-removed'));
      system.powerMonitor.once('suspend', note('suspend'));
      const before = [...double.config.displays];
      system.changeDisplays([...before, { x: 1920, y: 0, width: 800, height: 600 }]);
      const counts = [system.screen.getAllDisplays().length];
      system.changeDisplays(before);
      counts.push(system.screen.getAllDisplays().length);
      system.powerMonitor.emit('suspend');
      system.powerMonitor.emit('resume');
      double.config.isOnline = false;
      const isOffline = !system.net.isOnline();
      double.config.isOnline = true;
      return { heard, counts, isOffline };
    });
    expect(found).toEqual({ heard: ['display-added', 'display-removed', 'suspend'], counts: [2, 1], isOffline: true });
  });

  it('E-31 E-32 registers its scheme once, with exactly the privileges it needs', async () => {
    const [entry] = await journal('protocol.registerSchemesAsPrivileged');
    expect(entry?.arguments).toEqual([
      [{ scheme: 'parley', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }],
    ]);
  });

  it('E-86 keeps crash reports on this computer', async () => {
    expect((await journal('crashReporter.start')).map((entry) => entry.arguments)).toEqual([
      [{ uploadToServer: false }],
    ]);
  });

  it('E-05 has every permission handler on both sessions before anything loads', async () => {
    const calls = await desktop.run(({ double }) =>
      double.journal.map(({ call, arguments: values }) => `${call} ${values[0]}`),
    );
    const firstLoad = calls.findIndex((call) => call.startsWith('webContents.loadURL'));
    for (const handler of ['PermissionRequest', 'PermissionCheck', 'DevicePermission', 'DisplayMediaRequest']) {
      for (const partition of ['persist:parley', '']) {
        const at = calls.indexOf(`session.set${handler}Handler ${partition}`);
        expect(at, `${handler} on "${partition}"`).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThan(firstLoad);
      }
    }
  });

  it('E-22 D-12 lets pages reach nothing in the clear, whatever they are', async () => {
    const decisions = await desktop.run(async ({ session, page }) => {
      const { requests } = session.fromPartition('persist:parley');
      const addresses = [
        'parley://app/',
        'https://cdn.platform.openai.com/x.js',
        'wss://example.com/',
        'http://example.com/',
        'http://127.0.0.1:8787/',
        'ws://example.com/',
        'ftp://example.com/',
        'file:///etc/passwd',
        'chrome://settings',
      ];
      const inside = await (
        await page()
      ).evaluate(() =>
        fetch('http://127.0.0.1:9/').then(
          () => 'read',
          () => 'failed',
        ),
      );
      return { inside, allowed: await Promise.all(addresses.map((address) => requests.allows(address))) };
    });
    expect(decisions).toEqual({
      inside: 'failed',
      allowed: [true, true, true, false, false, false, false, false, false],
    });
  });

  it('E-23 gives no Windows credentials to any site', async () => {
    const entries = await journal('session.allowNTLMCredentialsForDomains');
    expect(entries.map((entry) => entry.arguments[1])).toEqual(['', '']);
  });
});

describe('the windows', () => {
  it('E-02 E-03 E-04 E-06 E-08 E-09 E-10 E-11 E-38 have the preferences a review wants to see, and no others', async () => {
    const windows = await journal('new BrowserWindow');
    expect(windows).toHaveLength(2);
    for (const { arguments: values } of windows) {
      const { webPreferences } = values[0] as Electron.BrowserWindowConstructorOptions;
      const { preload, additionalArguments, ...rest } = webPreferences ?? {};
      expect(preload).toMatch(/out\/main\/\.\.\/preload|out\/preload\/(?:index|quick-add)\.cjs$/);
      expect(additionalArguments).toEqual(['--parley-version=0.1.0']);
      expect(rest).toEqual({
        partition: 'persist:parley',
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        navigateOnDragDrop: false,
        safeDialogs: true,
        disableDialogs: true,
        disableBlinkFeatures: 'Auxclick',
        devTools: false,
        spellcheck: true,
        zoomMode: 'isolated',
      });
    }
  });

  it('E-21 start hidden, and the main one shows when it has something to show', async () => {
    const windows = await journal('new BrowserWindow');
    expect(windows.map(({ arguments: values }) => (values[0] as { show: boolean }).show)).toEqual([false, false]);
    expect(await desktop.run(({ window }) => [window('main').isVisible(), window('quickAdd').isVisible()])).toEqual([
      true,
      false,
    ]);
  });

  it('E-91 have accessible titles', async () => {
    expect(
      await desktop.run(({ window }) => [window('main').accessibleTitle, window('quickAdd').accessibleTitle]),
    ).toEqual(['Parley', 'Parley quick add']);
  });

  it('E-01 E-18 load nothing but the app’s own pages', async () => {
    const loads = await journal('webContents.loadURL');
    expect(loads.map((entry) => entry.arguments[0])).toEqual(['parley://app/', 'parley://app/quick-add.html']);
    expect(await desktop.run(({ double }) => double.blockedRequests)).toEqual([]);
  });
});

describe('the bundle', () => {
  it('E-18 E-28 E-35 E-71 E-95 A-156 uses nothing of Electron it should not', async () => {
    const main = await readFile(`${out}/main/index.js`, 'utf8');
    for (const forbidden of [
      '.loadFile(',
      'loadURL("file',
      'new BaseWindow(',
      'new WebContentsView(',
      'new BrowserView(',
      'webviewTag: true',
      'sendSync(',
      'openDevTools(',
      'executeJavaScript(',
      'nodeIntegration: true',
      // One listener of a session silently replaces another.
      'onHeadersReceived(',
      'extends Notification',
      'clipboard.read',
      // Assistive technology decides by itself.
      'setAccessibilitySupportEnabled',
      'disable-renderer-accessibility',
      'force-renderer-accessibility',
    ]) {
      expect(main.includes(forbidden), forbidden).toBe(false);
    }
  });

  it('E-01 knows no address in the clear but this computer’s own', async () => {
    const main = await readFile(`${out}/main/index.js`, 'utf8');
    const code = main.split('\n').filter((line) => !/^\s*(?:\*|\/\/|\/\*)/.test(line));
    const addresses = code.join('\n').match(/(?<=["'`])http:\/\/[^"'`\s]*/g) ?? [];
    // Names of XML and JSON dialects are never asked for, and a pattern is none to load.
    const known =
      /^http:\/\/(?:127\.0\.0\.1[:/]|localhost|www\.w3\.org\/|json-schema\.org\/|\*\/\*$|\[\$\{value\}\]$|$)/;
    expect(addresses.filter((address) => !known.test(address))).toEqual([]);
  });

  it('E-04 E-47 gives pages preloads that need nothing but Electron', async () => {
    for (const name of ['index', 'quick-add']) {
      const preload = await readFile(`${out}/preload/${name}.cjs`, 'utf8');
      expect([...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, module]) => module)).toEqual(['electron']);
    }
  });

  it('E-21 constructs windows in one place', async () => {
    const main = await readFile(`${out}/main/index.js`, 'utf8');
    expect(main.match(/new BrowserWindow\(/g)).toHaveLength(1);
  });

  it('E-40 listens to pages in one place', async () => {
    const main = await readFile(`${out}/main/index.js`, 'utf8');
    expect(main.match(/ipcMain\b/g)).toHaveLength(2);
    expect(
      await desktop.run(({ handledChannels }) => handledChannels().every((name) => name.startsWith('parley:'))),
    ).toBe(true);
  });
});
