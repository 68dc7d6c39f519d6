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

  it('E-67 gives the quick-add page five functions, and none of the main window’s', async () => {
    const found = await desktop.run(async ({ page }) =>
      (await page('quickAdd')).evaluate(() => [typeof window.parley, Object.keys(window.parleyQuickAdd ?? {})]),
    );
    expect(found).toEqual(['undefined', ['submit', 'previewDates', 'hide', 'resize', 'onEvent']]);
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

  it('E-03 A-141 works as before after the page tampered with every built-in it could use', async () => {
    const result = await desktop.run(async ({ page }) =>
      (await page()).evaluate(async () => {
        let stolen = 0;
        const restore: (() => void)[] = [];
        const tamper = (owner: object, name: string): void => {
          const old = Reflect.getOwnPropertyDescriptor(owner, name);
          if (!old) throw new Error(`there is no ${name}`);
          restore[restore.length] = () => Reflect.defineProperty(owner, name, old);
          const steal = (): never => {
            throw new Error(`stolen ${name}`);
          };
          Reflect.defineProperty(owner, name, { value: steal, configurable: true, writable: true });
        };
        const setter = (name: string): void => {
          restore[restore.length] = () => Reflect.deleteProperty(Object.prototype, name);
          Reflect.defineProperty(Object.prototype, name, {
            set: () => {
              stolen += 1;
            },
            get: () => undefined,
            configurable: true,
          });
        };
        const bridge = window.parley;
        const calls = () => [
          bridge?.getState(),
          bridge?.signIn({ email: 'nobody@example.com', password: '' }),
          bridge?.signUp({ name: '', email: '', password: '' }),
          bridge?.signInWithBrowser({ provider: '../' }),
          bridge?.chooseServer({ url: 'ftp://nowhere' }),
          bridge?.switchAccount({ id: 'nobody' }),
          bridge?.updateSettings({}),
          bridge?.checkForUpdates(),
          bridge?.restartToUpdate(),
          bridge?.onEvent(() => undefined),
        ];
        const settle = Promise.allSettled.bind(Promise);
        tamper(Array.prototype, 'push');
        tamper(Array.prototype, 'map');
        tamper(Array.prototype, 'slice');
        tamper(Map.prototype, 'get');
        tamper(Map.prototype, 'set');
        tamper(Object, 'entries');
        tamper(JSON, 'stringify');
        tamper(JSON, 'parse');
        tamper(Function.prototype, 'call');
        tamper(Function.prototype, 'apply');
        tamper(EventTarget.prototype, 'dispatchEvent');
        for (const name of ['channel', 'args', 'sender', 'token']) setter(name);
        try {
          const answers = await settle(calls());
          return { answers: answers.length, fulfilled: answers[0]?.status, stolen };
        } finally {
          for (const undo of restore) undo();
        }
      }),
    );
    expect(result).toEqual({ answers: 10, fulfilled: 'fulfilled', stolen: 0 });
  });

  it('E-43 tells the page a code when it is refused, and nothing of what happened inside', async () => {
    const said = await desktop.run(async ({ page }) =>
      (await page()).evaluate(() => {
        const wrong: unknown = { theme: 'neon' };
        const call: unknown = Reflect.apply(window.parley?.updateSettings ?? (() => undefined), undefined, [wrong]);
        return Promise.resolve(call).then(
          () => 'taken',
          (error: Error) => error.message,
        );
      }),
    );
    expect(said).toBe('invalid_request');
  });

  it('E-03 shows the page nothing of the preload’s world', async () => {
    const extra = await desktop.run(async ({ page, session }) => {
      const shown = await page();
      const names = (): string[] => Object.getOwnPropertyNames(window);
      const withBridge = await shown.evaluate(names);
      const bare = await (await session.fromPartition('persist:bare').context()).newPage();
      const without = await bare.evaluate(names);
      await bare.close();
      return withBridge.filter((name) => !without.includes(name) && !/^\d+$/.test(name));
    });
    // A page over http of this computer has a few things a blank one has not; none of them is ours.
    expect(
      extra.filter((name) =>
        /^(?:__(?!zod)|parley|electron|ipc|require$|process$|module$|exports$|Buffer$|global$)/i.test(name),
      ),
    ).toEqual(['parley']);
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

  it('E-45 A-140 survive a hundred megabytes, and are none the wiser', async () => {
    const outcome = await desktop.run(async ({ window, handledChannels }) => {
      const contents = window().webContents;
      const huge = 'x'.repeat(100_000_000);
      const answers = new Set<string>();
      for (const channel of handledChannels()) {
        for (const value of [huge, { url: huge }, { [huge]: 1 }, [[[[[[[[1]]]]]]]]]) {
          await contents.invoke(channel, [value], contents.mainFrame).then(
            () => answers.add(`taken ${channel}`),
            (error: Error) => answers.add(error.message.replace(/.*: /, '')),
          );
        }
      }
      return { answers: [...answers].toSorted(), prototype: Object.keys(Object.prototype) };
    });
    expect(outcome).toEqual({ answers: ['invalid_request', 'refused'], prototype: [] });
  });

  it('A-140 take no ports and no messages besides calls', async () => {
    const names = await desktop.run(({ ipcMain }) => ipcMain.eventNames().map(String));
    expect(names).toEqual([]);
  });

  it('E-42 log what was refused, and never what it said', async () => {
    await forge('main', 'parley:signIn', 'own', { email: 'canary-mail', password: 99 });
    const { readFile } = await import('node:fs/promises');
    const log = () => readFile(`${desktop.userData}/logs/parley.log`, 'utf8');
    await expect.poll(log).toContain('"channel":"signIn"');
    expect(await log()).not.toContain('canary-mail');
  });
});
