import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listenForOpen, signIn, useDesktop } from '../../testing/desktop-fixture.ts';
import type { DesktopUnderTest } from '../../testing/electron-double/launch-desktop.ts';
import { scriptedTask } from '../../../server/testing/scripted-task.ts';

const fixture = useDesktop();
let desktop: DesktopUnderTest;

const task = (id: number, title: string) =>
  scriptedTask({ id, title, due_at: '2026-11-20T17:00:00Z', due: 'today at 5 PM', overdue: true });
const resume = () => desktop.run(({ system }) => void system.powerMonitor.emit('resume'));
const shown = () => desktop.run(({ notifications }) => notifications());
const change = (settings: object) =>
  desktop.run(
    async ({ page }, wanted) => (await page()).evaluate((each) => window.parley?.updateSettings(each), wanted),
    settings,
  );
const act = (name: string, details = {}) =>
  desktop.run(({ notification }, argument) => void notification(-1).emit(argument.name, argument.details), {
    name,
    details,
  });
const sent = (path: string) => fixture.api().seen.filter((request) => request.path === path);

beforeAll(async () => {
  desktop = await fixture.launch();
  await signIn(desktop);
});
afterAll(() => desktop.close());
beforeEach(() => {
  fixture.api().seen.length = 0;
});

describe('reminders', () => {
  it('become notifications with Done and Snooze, also after sleep, and each once', async () => {
    fixture.api().reminders.push(task(12, 'Call mum'));
    await resume();
    await expect.poll(shown).toEqual([
      {
        id: 'parleytask12',
        groupId: 'parleytask12',
        title: 'Call mum',
        body: 'today at 5 PM',
        actions: [
          { type: 'button', text: 'Done' },
          { type: 'button', text: 'In 10 minutes' },
          { type: 'button', text: 'In 1 hour' },
          { type: 'button', text: 'Tomorrow' },
          { type: 'button', text: 'Open' },
        ],
      },
    ]);
    await resume();
    await expect.poll(() => sent('/api/user-1/reminders/claim').length).toBeGreaterThan(1);
    expect(await shown()).toHaveLength(1);
  });

  it('E-70 Done completes the task, on a notification the memory kept', async () => {
    await desktop.run(() => globalThis.gc?.());
    await act('action', { actionIndex: 0 });
    await expect
      .poll(() => sent('/api/user-1/tasks/12').map(({ method, body }) => [method, body]))
      .toEqual([['PATCH', '{"status":"completed"}']]);
  });

  it('Snooze puts it off by what was chosen', async () => {
    const before = Date.now();
    await act('action', { actionIndex: 2 });
    await expect.poll(() => sent('/api/user-1/reminders/snooze').length).toBe(1);
    const { task_id: id, until } = JSON.parse(sent('/api/user-1/reminders/snooze')[0]?.body ?? '{}') as {
      task_id: number;
      until: string;
    };
    expect(id).toBe(12);
    expect(Date.parse(until) - before).toBeGreaterThanOrEqual(3_600_000);
    expect(Date.parse(until) - before).toBeLessThan(3_610_000);
  });

  it('E-70 a click opens the task, and so does the button', async () => {
    const opened = await listenForOpen(desktop);
    await desktop.run(({ window }) => window().hide());
    await act('click');
    expect(await opened()).toEqual({ kind: 'task', id: 12 });
    await expect.poll(() => desktop.run(({ window }) => window().isVisible())).toBe(true);
  });

  it('E-69 a newer one for the same task takes the place of the older', async () => {
    fixture.api().reminders.push(task(30, 'Water the plants'));
    await resume();
    await expect.poll(async () => (await shown()).at(-1)?.title).toBe('Water the plants');
    const before = (await shown()).length;
    fixture.api().reminders.push(task(30, 'Water the plants'));
    await resume();
    await expect.poll(async () => (await shown()).length).toBe(before + 1);
    const closed = () =>
      desktop.run(({ double }) =>
        double.journal.flatMap(({ call, arguments: [id] }) => (call === 'notification.close' ? [id] : [])),
      );
    await expect.poll(closed).toEqual(['parleytask30']);
  });

  it('many at once become one', async () => {
    fixture.api().reminders.push(...[1, 2, 3, 4].map((id) => task(id, `Task ${id}`)));
    const before = (await shown()).length;
    await resume();
    await expect
      .poll(async () => (await shown()).slice(before))
      .toMatchObject([{ title: '4 tasks are due', body: 'Task 1, Task 2, Task 3, Task 4', actions: [] }]);
  });

  it('E-69 A-153 say nothing of a task when the content is hidden, and never carry markup', async () => {
    await change({ hideNotificationContent: true });
    fixture.api().reminders.push(task(5, 'Secret'));
    const before = (await shown()).length;
    await resume();
    await expect
      .poll(async () => (await shown()).slice(before))
      .toMatchObject([{ title: 'Parley', body: 'A task is due.' }]);
    await change({ hideNotificationContent: false });
    fixture.api().reminders.push({ ...task(6, '<img src=x> & "quotes"\u0007\u202e'), due: 'a < b & c' });
    await resume();
    // Linux: the body is markup, and the title may be.
    await expect
      .poll(async () => (await shown()).at(-1))
      .toMatchObject({ title: '‹img src=x› & "quotes"', body: 'a &lt; b &amp; c' });
  });

  it('are not even asked for while they are paused or switched off', async () => {
    for (const settings of [
      { notifications: false },
      { notifications: true, notificationsPausedUntil: '2099-01-01T00:00:00Z' },
    ]) {
      await change(settings);
      fixture.api().seen.length = 0;
      await resume();
      // Waking asks for reminders and tasks in one go.
      await expect
        .poll(() => fixture.api().seen.filter(({ path }) => path.startsWith('/api/user-1/tasks')).length)
        .toBeGreaterThan(0);
      expect(sent('/api/user-1/reminders/claim')).toEqual([]);
    }
    await change({ notificationsPausedUntil: null });
  });

  it('come when the server says that something is due, without being asked for before', async () => {
    let line: ServerResponse | undefined;
    fixture.api().script('GET /api/user-1/events', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('id: 1\nevent: ready\ndata: {"type":"ready"}\n\n');
      line = response;
    });
    await resume();
    await expect.poll(() => line).toBeDefined();
    await expect.poll(() => sent('/api/user-1/reminders/claim').length).toBeGreaterThan(0);
    fixture.api().reminders.push(task(40, 'Feed the cat'));
    line?.write('event: reminders.due\ndata: {"type":"reminders.due"}\n\n');
    await expect.poll(async () => (await shown()).at(-1)?.title).toBe('Feed the cat');
  });
});
