import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';

const fixture = useDesktop();
let desktop: DesktopUnderTest;

beforeAll(async () => {
  desktop = await fixture.launch();
});
afterAll(() => desktop.close());

describe('the bridge', () => {
  it('E-20 E-46 offers the page exactly these things, and no way to name a channel', async () => {
    const shape = await desktop.run(async ({ page }) =>
      (await page()).evaluate(() =>
        Object.fromEntries(Object.entries(window.parley ?? {}).map(([name, member]) => [name, typeof member])),
      ),
    );
    expect(shape).toEqual({
      appVersion: 'string',
      os: 'string',
      getState: 'function',
      signIn: 'function',
      signUp: 'function',
      signInWithBrowser: 'function',
      finishBrowserSignIn: 'function',
      flushed: 'function',
      cancelBrowserSignIn: 'function',
      signOut: 'function',
      chooseServer: 'function',
      switchAccount: 'function',
      updateSettings: 'function',
      recordShortcut: 'function',
      setLanguage: 'function',
      checkForUpdates: 'function',
      restartToUpdate: 'function',
      exportDiagnostics: 'function',
      recover: 'function',
      onEvent: 'function',
      onOpen: 'function',
      openLogFolder: 'function',
    });
  });

  it('E-67 gives the quick-add page four functions, and none of the main window’s', async () => {
    const found = await desktop.run(async ({ page }) =>
      (await page('quickAdd')).evaluate(() => [typeof window.parley, Object.keys(window.parleyQuickAdd ?? {})]),
    );
    expect(found).toEqual(['undefined', ['submit', 'hide', 'resize', 'onEvent']]);
  });

  it('E-03 cannot be changed, and leaks nothing of the preload into the page', async () => {
    const found = await desktop.run(async ({ page }) =>
      (await page()).evaluate(() => {
        const isReplaced = Reflect.set(window, 'parley', {});
        const isChanged = Reflect.set(window.parley ?? {}, 'getState', null);
        const names = Object.getOwnPropertyNames(window).filter((name) =>
          /^(?:electron|ipc|require|process$|parley|__parley)/i.test(name),
        );
        return { isReplaced, isChanged, names };
      }),
    );
    expect(found).toEqual({ isReplaced: false, isChanged: false, names: ['parley'] });
  });

  it('E-20 E-44 hands listeners the payload alone, until they stop listening', async () => {
    const heard = await desktop.run(async ({ page, waitFor, system }) => {
      const shown = await page();
      await shown.evaluate(async () => {
        const calls: unknown[][] = [];
        Reflect.set(window, 'calls', calls);
        const stop = await window.parley?.onEvent((...values) => calls.push(values));
        Reflect.set(window, 'stop', stop);
      });
      system.powerMonitor.emit('resume');
      await waitFor(() => shown.evaluate(() => (Reflect.get(window, 'calls') as unknown[]).length > 0));
      await shown.evaluate(() => (Reflect.get(window, 'stop') as () => Promise<void>)());
      const before = await shown.evaluate(() => (Reflect.get(window, 'calls') as unknown[]).length);
      system.powerMonitor.emit('resume');
      await new Promise((resolve) => setTimeout(resolve, 100));
      return shown.evaluate((length) => {
        const calls = Reflect.get(window, 'calls') as unknown[][];
        return {
          sameLength: calls.length === length,
          lengths: calls.map((values) => values.length),
          first: calls.flat()[0],
        };
      }, before);
    });
    expect(heard.sameLength).toBe(true);
    expect(new Set(heard.lengths)).toEqual(new Set([1]));
    expect(Object.keys(heard.first as object)).not.toContain('sender');
  });

  it('A-141 works as before after the page tampered with the built-ins', async () => {
    const version = await desktop.run(async ({ page }) =>
      (await page()).evaluate(async () => {
        const stolen: unknown[] = [];
        const steal = (...values: unknown[]): never => {
          stolen.push(values);
          throw new Error('stolen');
        };
        const kept = [
          Array.prototype.push,
          Array.prototype.map,
          Map.prototype.get,
          Object.entries,
          JSON.stringify,
        ] as const;
        Object.assign(Array.prototype, { push: steal, map: steal });
        Map.prototype.get = steal;
        Object.entries = steal;
        JSON.stringify = steal;
        try {
          const state = await window.parley?.getState();
          return { theme: state?.settings.theme, stolen: stolen.length };
        } finally {
          Object.assign(Array.prototype, { push: kept[0], map: kept[1] });
          Map.prototype.get = kept[2];
          Object.entries = kept[3];
          JSON.stringify = kept[4];
        }
      }),
    );
    expect(version).toEqual({ theme: 'system', stolen: 0 });
  });
});

describe('the channels', () => {
  const forge = (
    from: 'main' | 'quickAdd',
    channel: string,
    frame: 'own' | 'none' | 'iframe' | 'foreign',
    value: unknown = {},
  ) =>
    desktop.run(
      async ({ window }, argument) => {
        const contents = window(argument.from).webContents;
        const frames = {
          own: contents.mainFrame,
          none: null,
          iframe: { url: 'parley://app/', origin: 'parley://app', parent: contents.mainFrame },
          foreign: { url: 'https://evil.example/', origin: 'https://evil.example', parent: null },
        };
        return contents.invoke(argument.channel, [argument.value], frames[argument.frame]).then(
          () => 'taken',
          (error: Error) => error.message,
        );
      },
      { from, channel, frame, value },
    );

  it.each(['none', 'iframe', 'foreign'] as const)(
    'E-17 E-41 A-139 refuse a call from the frame "%s"',
    async (frame) => {
      expect(await forge('main', 'parley:getState', frame)).toContain('RefusedCall: refused');
    },
  );

  it('A-139 refuse what belongs to the other window', async () => {
    expect(await forge('main', 'parley:getState', 'own')).toBe('taken');
    expect(await forge('quickAdd', 'parley:getState', 'own')).toContain('RefusedCall: refused');
    expect(await forge('main', 'parley:hideQuickAdd', 'own')).toContain('RefusedCall: refused');
  });

  it.each([
    ['a field nobody knows', 'parley:signIn', { email: 'a@b.example', password: 'x', isAdmin: true }],
    ['a wrong type', 'parley:signIn', { email: 7, password: 'x' }],
    ['a text that is too long', 'parley:signIn', { email: 'a@b.example', password: 'x'.repeat(300) }],
    ['a hundred megabytes', 'parley:chooseServer', { url: 'x'.repeat(10_000_000) }],
    ['no argument', 'parley:updateSettings', null],
    ['a prototype', 'parley:updateSettings', { ['__proto__']: { closeToTray: false }, constructor: { prototype: {} } }],
    ['a setting that is none', 'parley:updateSettings', { theme: 'neon' }],
  ])('E-42 E-43 A-140 refuse %s with a code alone', async (_what, channel, value) => {
    const answer = await forge('main', channel, 'own', value);
    expect(answer).toMatch(/^Error invoking remote method 'parley:\w+': RefusedCall: invalid_request$/);
  });

  it('E-45 survive two hundred random values each, and take none they should not', async () => {
    const outcome = await desktop.run(async ({ window, handledChannels }) => {
      const contents = window().webContents;
      const random = (depth: number): unknown => {
        const kind = Math.floor(Math.random() * 9);
        if (kind === 0) return undefined;
        if (kind === 1) return Math.random() * 1e20;
        if (kind === 2) return 'x'.repeat(Math.random() * 3000);
        if (kind === 3) return null;
        if (kind === 4) return new Date(Math.random() * 1e15);
        if (kind === 5) return new Map([[1, depth]]);
        if (depth > 6) return true;
        if (kind === 6) return Array.from({ length: 4 }, () => random(depth + 1));
        return { [`k${kind}`]: random(depth + 1), email: random(depth + 1), url: random(depth + 1) };
      };
      const answers = new Set<string>();
      for (const channel of handledChannels().filter((name) => !name.endsWith('QuickAdd'))) {
        for (let count = 0; count < 200; count += 1) {
          await contents.invoke(channel, [{ fuzz: random(0) }], contents.mainFrame).then(
            () => answers.add(`taken ${channel}`),
            (error: Error) => answers.add(error.message.replace(/'.*'/, '')),
          );
        }
      }
      return [...answers];
    });
    expect(outcome).toEqual(['Error invoking remote method : RefusedCall: invalid_request']);
  });

  it('E-42 log what was refused, and never what it said', async () => {
    await forge('main', 'parley:signIn', 'own', { email: 'canary-mail', password: 99 });
    const { readFile } = await import('node:fs/promises');
    const log = await readFile(`${desktop.userData}/logs/parley.log`, 'utf8');
    expect(log).toContain('"channel":"signIn"');
    expect(log).not.toContain('canary-mail');
  });
});
