import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { scriptedTask } from '../../../server/testing/scripted-task.ts';

const fixture = useDesktop();
let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
  fixture.api().seen.length = 0;
});
afterEach(() => rm(home, { recursive: true, force: true }));

const windows = ({ double = {}, ...options }: Parameters<typeof fixture.launch>[0] = {}) =>
  fixture.launch({ ...options, double: { platform: 'win32', keyring: 'dpapi', ...double } });
const remind = async (desktop: DesktopUnderTest, title: string): Promise<string> => {
  const before = await desktop.run(({ notifications }) => notifications().length);
  fixture.api().reminders.push(scriptedTask({ title, due: 'today & <now>', due_on: '2026-11-20' }));
  await desktop.run(({ system }) => void system.powerMonitor.emit('resume'));
  await expect.poll(() => desktop.run(({ notifications }) => notifications().length)).toBeGreaterThan(before);
  return (await desktop.run(({ notifications }) => notifications().at(-1)?.toastXml)) ?? '';
};
/** What Windows hands back for each thing there is to press. */
const argumentsIn = (xml: string) =>
  [...xml.matchAll(/(?:launch|arguments)="([^"]*)"/g)].map(([, found = '']) => found.replaceAll('&amp;', '&'));
const changes = () => fixture.api().seen.filter(({ method, path: at }) => method === 'PATCH' && at.includes('/tasks/'));
const pathShown = (desktop: DesktopUnderTest) =>
  desktop.run(async ({ page }) => (await page()).evaluate(() => location.pathname));

describe('a toast of Windows', () => {
  let desktop: DesktopUnderTest;
  beforeAll(async () => {
    desktop = await windows();
    await signIn(desktop);
  });
  afterAll(() => desktop.close());

  it('E-70 A-153 is well-formed whatever a task is called, and brings ids back and no text', async () => {
    const title = `</text><action content="x" arguments='y'/>&\u0000\uFFFE ]]> "secret"`;
    const xml = await remind(desktop, title);
    const seen = await desktop.run(
      async ({ page }, source) =>
        (await page()).evaluate((text) => {
          const parsed = new DOMParser().parseFromString(text, 'text/xml');
          return {
            errors: parsed.querySelectorAll('parsererror').length,
            texts: [...parsed.querySelectorAll('text')].map((each) => each.textContent),
            buttons: [...parsed.querySelectorAll('action')].map((each) => each.getAttribute('content')),
          };
        }, source),
      xml,
    );
    expect(seen).toEqual({
      errors: 0,
      texts: [`</text><action content="x" arguments='y'/>& ]]> "secret"`, 'today & <now>'],
      buttons: ['Done', 'In 10 minutes', 'In 1 hour', 'Tomorrow', 'Open'],
    });
    for (const each of argumentsIn(xml)) {
      expect(each).toMatch(
        /^type=(click|action&action=\d)&account=[0-9a-f]{32}&link=parley%3A%2F%2Ftask%2F12&do=[a-zA-Z]+$/,
      );
    }
  });

  it('E-70 does what was pressed, and opens what was clicked', async () => {
    const [click = '', done = ''] = argumentsIn(await remind(desktop, 'Call mum'));
    await desktop.run(({ activateToast }, pressed) => activateToast({ type: 'click', arguments: pressed }), click);
    await expect.poll(() => pathShown(desktop)).toBe('/tasks/12');
    await desktop.run(
      ({ activateToast }, pressed) => activateToast({ type: 'action', actionIndex: 0, arguments: pressed }),
      done,
    );
    await expect.poll(() => changes().map(({ body }) => body)).toEqual(['{"status":"completed"}']);
  });

  it('E-70 A-135 is checked like a link: nothing forged is done, and nothing of another account', async () => {
    const [, done = ''] = argumentsIn(await remind(desktop, 'Call mum'));
    const forged = [
      done.replace(/account=[0-9a-f]+/, `account=${'0'.repeat(32)}`),
      done.replace('task%2F12', 'task%2F12%2Fdelete'),
      done.replace('parley%3A%2F%2Ftask%2F12', 'https%3A%2F%2Fevil.example'),
      'type=action&action=0',
      '',
      `${done}&x=${'y'.repeat(100_000)}`.replace('do=done', 'do=explode'),
    ];
    await desktop.run(({ activateToast }, all) => {
      for (const each of all) activateToast({ type: 'action', actionIndex: 0, arguments: each, reply: 'x' });
    }, forged);
    // What is not forged comes after them, and is the only one that is done.
    await desktop.run(
      ({ activateToast }, pressed) => activateToast({ type: 'action', actionIndex: 0, arguments: pressed }),
      done,
    );
    await expect.poll(() => changes().map(({ body }) => body)).toEqual(['{"status":"completed"}']);
    expect(fixture.api().seen.filter(({ body }) => body.includes('"message"'))).toEqual([]);
  });

  it('E-70 of an earlier run starts the app and works all the same', async () => {
    const first = await windows({ home });
    await signIn(first);
    const [click = '', done = ''] = argumentsIn(await remind(first, 'Call mum'));
    await first.close();
    const cold = await windows({
      home,
      double: {
        toastActivations: [
          { type: 'action', actionIndex: 0, arguments: done },
          { type: 'click', arguments: click },
        ],
      },
    });
    await expect.poll(() => changes().length).toBe(1);
    await expect.poll(() => pathShown(cold)).toBe('/tasks/12');
    expect(
      await cold.run(({ double }) => double.journal.filter(({ call }) => call === 'app.setToastActivatorCLSID')),
    ).toMatchObject([{ wasReady: false, arguments: [expect.stringMatching(/^\{[0-9A-F-]{36}\}$/)] }]);
    await cold.close();
  });
});
