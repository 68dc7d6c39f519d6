import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DatePreview } from '../../date-preview.ts';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { json } from '../../testing/scripted-api.ts';

const fixture = useDesktop({ canCrash: true });
const SHORTCUT = 'Control+Shift+Space';
const READ: DatePreview = {
  title: 'tea',
  spans: [],
  due_on: '2026-12-07',
  due_at: null,
  due_zone: null,
  recurrence: 'FREQ=WEEKLY;BYDAY=MO',
  due: 'Monday, December 7, 2026',
  repeats: 'every Monday',
  problem: null,
  choices: [],
};
/** As in quick-add-window.ts. */
const PREPARED_AFTER_MS = 5000;
let desktop: DesktopUnderTest;
let startTook: number;

const press = (app = desktop) => app.run(({ press: strike }, shortcut) => void strike(shortcut), SHORTCUT);
const isVisible = (app = desktop) => app.run(({ window }) => window('quickAdd').isVisible());
const bounds = (app = desktop) => app.run(({ window }) => window('quickAdd').getBounds());
const open = async (app = desktop) => {
  await press(app);
  await app.run(async ({ page, waitFor }) => {
    const shown = await page('quickAdd');
    await waitFor(() => shown.evaluate(() => document.activeElement?.id === 'text'));
  });
};
const fill = (text: string, app = desktop) =>
  app.run(async ({ page }, typed) => (await page('quickAdd')).fill('#text', typed), text);
const strike = (key: string) =>
  desktop.run(async ({ page }, name) => (await page('quickAdd')).press('#text', name), key);
/** The time as the pages see it. */
const clock = (what: 'install' | 'fastForward' | 'pauseAt' | 'resume', milliseconds = 0) =>
  desktop.run(
    async ({ page }, { call, argument }) => {
      const { clock: own } = await page('quickAdd');
      await (call === 'install' || call === 'resume' ? own[call]() : own[call](argument));
    },
    { call: what, argument: milliseconds },
  );
const seen = () =>
  desktop.run(async ({ page }) =>
    (await page('quickAdd')).evaluate(() => ({
      text: document.querySelector('textarea')?.value,
      status: document.querySelector('#status')?.textContent,
      kind: document.querySelector('main')?.dataset['status'],
      isBusy: document.querySelector('main')?.ariaBusy,
      overflow: document.documentElement.scrollHeight - window.innerHeight,
    })),
  );
const notes = () => fixture.api().seen.filter(({ body }) => body.includes('"message":'));
const calls = (app: DesktopUnderTest, from: number) =>
  app.run(
    ({ double }, start) =>
      double.journal
        .slice(start)
        .flatMap(({ call, arguments: [title] }) =>
          /^(window\.(hide|blur)|app\.hide)$/.test(call) ? [[call, title]] : [],
        ),
    from,
  );
const journalLength = (app: DesktopUnderTest) => app.run(({ double }) => double.journal.length);

beforeAll(async () => {
  const startedAt = performance.now();
  desktop = await fixture.launch();
  startTook = performance.now() - startedAt;
  await signIn(desktop);
});
afterAll(() => desktop.close());
beforeEach(async () => {
  fixture.api().seen.length = 0;
  fixture.api().script('POST /api/user-1/chat', null);
  await desktop.run(({ window }) => window('quickAdd').hide());
  await fill('');
});

describe('the quick-add window', () => {
  it('E-66 comes and goes with its shortcut', async () => {
    await open();
    expect(await isVisible()).toBe(true);
    await press();
    expect(await isVisible()).toBe(false);
  });

  it('E-66 is created hidden, once the main window has something to show', async () => {
    const order = await desktop.run(({ double }) =>
      double.journal.flatMap(({ call, arguments: [first] }) =>
        call === 'new BrowserWindow' || call === 'window.show' ? [`${call} ${JSON.stringify(first)}`] : [],
      ),
    );
    const created = order.filter((each) => each.startsWith('new BrowserWindow'));
    expect(created.map((each) => /"show":false/.test(each))).toEqual([true, true]);
    // Where the first page takes longer than this, quick add waits for it no more.
    if (startTook < PREPARED_AFTER_MS) expect(order[1]).toBe('window.show "Parley"');
    expect(created[1]).toContain('"skipTaskbar":true');
  });

  it('E-66 takes what is typed on every press of the shortcut, in the one window it has', async () => {
    const windows = await desktop.run(async ({ press: push, page, window, BrowserWindow }, shortcut) => {
      const shown = await page('quickAdd');
      for (let round = 0; round < 3; round += 1) {
        window('quickAdd').hide();
        await shown.evaluate(() => {
          const field = document.querySelector('textarea');
          field?.blur();
          const focused = new Promise((resolve) => field?.addEventListener('focus', resolve, { once: true }));
          Reflect.set(window, 'focused', focused);
        });
        push(shortcut);
        await shown.evaluate(async () => void (await Reflect.get(window, 'focused')));
      }
      return BrowserWindow.getAllWindows().length;
    }, SHORTCUT);
    expect(windows).toBe(2);
  });

  it('E-66 grows with what is typed and with the receipt, and shrinks again', async () => {
    await open();
    const small = (await bounds()).height;
    await fill(Array.from({ length: 5 }, (_, line) => `line ${line}`).join('\n'));
    await expect.poll(async () => (await bounds()).height).toBeGreaterThan(small + 60);
    await fill('x\n'.repeat(500));
    await expect.poll(async () => (await bounds()).height).toBeLessThanOrEqual(480);
    await fill('two lines of receipt');
    await expect.poll(async () => (await bounds()).height).toBe(small);
    fixture.api().script('POST /api/user-1/chat', (_request, response) =>
      json(response, 200, {
        conversation_id: 'c',
        message: '**Added** two:\n\n- one\n- [two](chatkit-link://task/2)\n- three',
        tool_calls: [],
        confirmation: null,
      }),
    );
    await strike('Enter');
    await expect.poll(async () => (await seen()).status).toBe('Added two:\none\ntwo\nthree');
    await expect.poll(async () => (await bounds()).height).toBeGreaterThan(small + 30);
  });

  it('E-66 shows the dates in what is typed, on their words, and lets one choose what was meant', async () => {
    const shown = () =>
      desktop.run(async ({ page }) =>
        (await page('quickAdd')).evaluate(() => ({
          text: document.querySelector('textarea')?.value,
          reading: document.querySelector('#reading')?.textContent,
          spoken: document.querySelector('#spoken')?.textContent,
          marked: [...document.querySelectorAll('mark')].map((mark) => mark.textContent),
          choices: [...document.querySelectorAll('#choices button')].map((button) => button.textContent),
          focused: document.activeElement?.id,
        })),
      );
    const asked: unknown[] = [];
    fixture.api().script('POST /api/user-1/dates/preview', (request, response) => {
      const { text } = JSON.parse(request.body) as { text: string };
      asked.push(JSON.parse(request.body));
      const start = text.indexOf('feb 30');
      if (start < 0) return json(response, 200, { ...READ, spans: [{ start: 4, end: text.length }] });
      const choices = [{ field: 'due' as const, phrase: 'feb 28', due: 'Sunday, February 28, 2027', repeats: null }];
      const spans = [{ start, end: start + 6 }];
      return json(response, 200, { ...READ, due: null, repeats: null, spans, problem: 'No such day.', choices });
    });
    const needed = () =>
      desktop.run(async ({ page }) =>
        (await page('quickAdd')).evaluate(() =>
          Math.ceil(document.querySelector('main')?.getBoundingClientRect().height ?? 0),
        ),
      );
    await open();
    await fill('');
    await expect.poll(async () => (await seen()).status).toBe('');
    const height = await needed();
    await fill('tea every monday');
    await expect.poll(shown).toMatchObject({
      reading: 'Due Monday, December 7, 2026 · Repeats every Monday',
      marked: ['every monday'],
      choices: [],
    });
    // It stands where the hint was.
    expect(await needed()).toBe(height);
    await expect.poll(async () => (await bounds()).height).toBe(height);
    await expect.poll(async () => (await shown()).spoken).toBe('Due Monday, December 7, 2026 · Repeats every Monday');
    await fill('tea on feb 30');
    await expect.poll(shown).toMatchObject({ reading: 'No such day.', marked: ['feb 30'] });
    expect((await shown()).choices).toEqual(['feb 28 Due Sunday, February 28, 2027']);
    await strike('Tab');
    await desktop.run(async ({ page }) => (await page('quickAdd')).press('#choices button', 'Enter'));
    expect(await shown()).toMatchObject({ text: 'tea on feb 28', choices: [], focused: 'text' });
    expect(notes()).toEqual([]);
    fixture.api().script('POST /api/user-1/dates/preview', (_request, response) => void response.destroy());
    await fill('nothing is read any more');
    await expect.poll(shown).toMatchObject({ reading: '', marked: [], choices: [] });
    fixture.api().script('POST /api/user-1/dates/preview', null);
    expect(asked).toContainEqual({ text: 'tea on feb 30', kind: 'task' });
  });

  it('E-66 shows that a note is on its way, and takes no typing meanwhile', async () => {
    let finish = (): void => undefined;
    fixture.api().script('POST /api/user-1/chat', (request, response) => {
      if (!request.body.includes('"message":')) return json(response, 200, { data: [], has_more: false });
      finish = () =>
        json(response, 200, {
          conversation_id: 'c',
          message: 'Added: slow one',
          reply: '',
          receipt: { text: 'Added: slow one' },
          confirmation: null,
        });
      return undefined;
    });
    await open();
    await fill('slow one');
    await strike('Enter');
    await expect.poll(() => notes().length).toBe(1);
    await strike('x');
    await strike('Enter');
    expect(await seen()).toMatchObject({ text: 'slow one', status: 'Adding…', isBusy: 'true' });
    finish();
    await expect.poll(seen).toMatchObject({ text: '', status: 'Added: slow one', kind: 'sent', isBusy: 'false' });
    expect(notes()).toHaveLength(1);
  });

  it.each([
    ['an answer', 'I found 1 task.', [{ status: 'succeeded', result: { tasks: [] } }], null],
    ['what Parley did not understand', 'I did not understand that.', [], null],
    ['a question', 'Delete “slow one”?', [], { id: 'c', summary: 'Delete “slow one”?' }],
  ])('E-66 gives no tick to %s', async (_what, message, calls, confirmation) => {
    fixture
      .api()
      .script('POST /api/user-1/chat', (request, response) =>
        request.body.includes('"message":')
          ? json(response, 200, { conversation_id: 'c', message, tool_calls: calls, confirmation })
          : json(response, 200, { data: [], has_more: false }),
      );
    await open();
    await fill('what is due?');
    await strike('Enter');
    await expect.poll(seen).toMatchObject({ text: '', status: message, kind: 'answered' });
  });

  it('E-66 leaves an answer there to be read', async () => {
    fixture
      .api()
      .script('POST /api/user-1/chat', (request, response) =>
        request.body.includes('"message":')
          ? json(response, 200, { conversation_id: 'c', message: 'Milk.', tool_calls: [], confirmation: null })
          : json(response, 200, { data: [], has_more: false }),
      );
    await open();
    await fill('what is due?');
    await clock('install');
    await strike('Enter');
    await expect.poll(seen).toMatchObject({ status: 'Milk.' });
    await clock('fastForward', 60_000);
    // What the page asked for by then is done before this answers.
    await seen();
    expect(await isVisible()).toBe(true);
  });

  it('E-66 tells in a notification what became of a note nobody waited for', async () => {
    const newest = () => desktop.run(({ notifications }) => notifications().at(-1));
    let finish = (): void => undefined;
    const wait = (answer: (response: Parameters<typeof json>[0]) => void) =>
      fixture.api().script('POST /api/user-1/chat', (request, response) => {
        if (!request.body.includes('"message":')) return json(response, 200, { title: 'Errands' });
        finish = () => answer(response);
        return undefined;
      });
    await desktop.run(({ window }) => window().hide());
    for (const [status, body, wanted] of [
      [200, { conversation_id: 'c-1', message: 'Added **milk**.', tool_calls: [], confirmation: null }, 'Added milk.'],
      [422, { status: 422, code: 'too_long', detail: 'This is too long.' }, 'This is too long.'],
    ] as const) {
      wait((response) => json(response, status, body));
      await open();
      await fill('milk');
      await strike('Enter');
      await expect.poll(() => notes().length).toBe(1);
      await strike('Escape');
      await expect.poll(isVisible).toBe(false);
      finish();
      await expect.poll(async () => (await newest())?.body).toBe(wanted);
      fixture.api().seen.length = 0;
    }
    expect(await newest()).toMatchObject({ title: 'Parley quick add' });
    // What went wrong is still there to be read and tried again.
    await open();
    expect(await seen()).toMatchObject({ text: 'milk', status: 'This is too long.', kind: 'failed' });
  });

  it('E-66 keeps the draft over a crash of its page, and over the loss of its window', async () => {
    await open();
    await fill('half a thought');
    const crash = () =>
      desktop.run(({ window }) => {
        window('quickAdd').webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
      });
    await crash();
    await expect.poll(async () => (await seen()).text).toBe('half a thought');
    await crash();
    expect(await desktop.run(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    await press();
    await expect.poll(async () => (await seen()).text).toBe('half a thought');
    expect(await isVisible()).toBe(true);
  });

  it('A-155 takes no Enter right after a link has filled it in, and never sends by itself', async () => {
    await open();
    await fill('mine');
    await clock('install');
    // However long this machine takes for what follows, no time passes for the page.
    await clock('pauseAt', Date.now() + 10_000);
    const link = () =>
      desktop.run(
        ({ app }) =>
          void app.emit('second-instance', {}, ['parley', 'parley://add?text=from%20a%20link'], '', {
            argv: ['parley://add?text=from%20a%20link'],
          }),
      );
    await link();
    await expect.poll(async () => (await seen()).text).toBe('mine\nfrom a link');
    await strike('Enter');
    await clock('fastForward', 800);
    expect(notes()).toEqual([]);
    await clock('resume');
    await strike('Enter');
    await expect.poll(() => notes().length).toBe(1);
  });

  it('A-156 never reads the clipboard', async () => {
    await desktop.run(({ double }) => void (double.clipboard = 'canary'));
    await press();
    await open();
    expect((await seen()).text).toBe('');
    expect(
      await desktop.run(async ({ page }) =>
        (await page('quickAdd')).evaluate(() => navigator.clipboard.readText().catch(() => 'refused')),
      ),
    ).toBe('refused');
  });
});

describe('where the quick-add window appears, and what it leaves behind', () => {
  it('E-66 is on the display under the pointer, at a fifth of its height, and asks people to sign in where that is done', async () => {
    const two = [
      { x: 0, y: 0, width: 1920, height: 1080 },
      { x: 1920, y: 200, width: 1280, height: 1000 },
    ];
    const app = await fixture.launch({ double: { displays: two, cursor: { x: 2000, y: 300 } } });
    await press(app);
    expect(await bounds(app)).toMatchObject({ x: 1920 + (1280 - 680) / 2, y: 200 + 220, width: 680 });
    await app.run(({ double }) => void (double.config.cursor = { x: 5, y: 5 }));
    await press(app);
    await press(app);
    expect(await bounds(app)).toMatchObject({ x: 620, y: 238 });
    await press(app);
    await app.run(({ window }) => window().hide());
    await open(app);
    await fill('first words', app);
    await app.run(async ({ page }) => (await page('quickAdd')).press('#text', 'Enter'));
    await expect.poll(() => app.run(({ window }) => window().isVisible())).toBe(true);
    expect(await app.run(async ({ page }) => (await page('quickAdd')).inputValue('#text'))).toBe('first words');
    await app.close();
  });

  it('E-67 gives the focus back: to another app on macOS, and before it hides on Windows', async () => {
    const mac = await fixture.launch({ double: { platform: 'darwin' } });
    await open(mac);
    let from = await journalLength(mac);
    await press(mac);
    // The main window is in sight: hiding the app would take it along.
    await expect.poll(() => calls(mac, from)).toEqual([['window.hide', 'Parley quick add']]);
    await mac.run(({ window }) => window().hide());
    await open(mac);
    from = await journalLength(mac);
    await press(mac);
    await expect
      .poll(() => calls(mac, from))
      .toEqual([
        ['window.hide', 'Parley quick add'],
        ['app.hide', null],
      ]);
    await press(mac);
    await expect.poll(() => isVisible(mac)).toBe(true);
    await mac.close();
    const windows = await fixture.launch({ double: { platform: 'win32' } });
    await open(windows);
    from = await journalLength(windows);
    await press(windows);
    await expect
      .poll(() => calls(windows, from))
      .toEqual([
        ['window.blur', 'Parley quick add'],
        ['window.hide', 'Parley quick add'],
      ]);
    await windows.close();
  });
});
