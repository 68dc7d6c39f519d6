import { existsSync } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRawHeader } from '@electron/asar';
import { expect, test } from 'playwright/test';
import { checkPackage } from '../../packaging/check-package.ts';
import { type RunningApp, copyPackedApp, openInspectFuse, startPackedApp } from './packed-app.ts';

const INSPECTOR = 9229;
const START_MS = 10_000;
const QUIT_MS = 5_000;

let running: RunningApp | null = null;
test.afterEach(async () => {
  await running?.close();
  running = null;
});

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

test('starts and quits in time', async () => {
  const app = await copyPackedApp();
  running = await startPackedApp(app);
  expect(await running.started()).toBeLessThan(START_MS);
  test.skip(process.platform === 'win32', 'Windows has no signal that asks a program to quit.');
  const before = performance.now();
  running.process.kill('SIGTERM');
  expect(await running.exited).toBe(0);
  expect(performance.now() - before).toBeLessThan(QUIT_MS);
});

test('E-48 E-49 is what it should be', async () => {
  const app = await copyPackedApp();
  expect(await checkPackage(app.platform, app.directory)).toEqual([]);
});

test('E-50 A-149 is no Node for ELECTRON_RUN_AS_NODE', async () => {
  const app = await copyPackedApp();
  running = await startPackedApp(app, {
    arguments: ['-e', 'process.stdout.write("this is " + "node")'],
    environment: { ELECTRON_RUN_AS_NODE: '1' },
  });
  await running.started();
  expect(running.output()).not.toContain('this is node');
});

test('E-50 A-149 loads nothing that NODE_OPTIONS names', async () => {
  const app = await copyPackedApp();
  const marker = path.join(app.directory, 'was-loaded');
  const script = path.join(app.directory, 'hostile.cjs');
  await writeFile(script, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`);
  running = await startPackedApp(app, { environment: { NODE_OPTIONS: `--require ${script}` } });
  await running.started();
  expect(existsSync(marker)).toBe(false);
});

test('E-50 A-149 leaves rather than be debugged', async () => {
  const app = await copyPackedApp();
  for (const flag of [
    `--inspect=${INSPECTOR}`,
    '--inspect-brk',
    '--remote-debugging-port=9333',
    '--js-flags=--trace',
  ]) {
    running = await startPackedApp(app, { arguments: [flag] });
    expect(await running.exited, flag).toBe(0);
    expect(running.output(), flag).not.toMatch(/Debugger listening|DevTools listening/);
    expect(running.api.seen, flag).toEqual([]);
    await running.close();
  }
});

test('E-50 A-149 opens no inspector for a signal; the fuse is what closes it', async () => {
  test.skip(process.platform === 'win32', 'There is no such signal on Windows.');
  const app = await copyPackedApp();
  running = await startPackedApp(app);
  await running.started();
  running.process.kill('SIGUSR1');
  await sleep(1000);
  expect(await isOpen(INSPECTOR)).toBe(false);
  await running.close();
  await openInspectFuse(app);
  running = await startPackedApp(app);
  await running.started();
  running.process.kill('SIGUSR1');
  await expect.poll(() => isOpen(INSPECTOR)).toBe(true);
});

test('E-50 A-149 runs no app folder beside app.asar', async () => {
  const app = await copyPackedApp();
  const marker = path.join(app.directory, 'was-run');
  await mkdir(path.join(app.resources, 'app'));
  await writeFile(path.join(app.resources, 'app/package.json'), JSON.stringify({ name: 'hostile', main: 'main.cjs' }));
  await writeFile(
    path.join(app.resources, 'app/main.cjs'),
    `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`,
  );
  running = await startPackedApp(app);
  await running.started();
  expect(existsSync(marker)).toBe(false);
});

test('E-50 A-149 does not start when app.asar was changed', async () => {
  test.skip(process.platform === 'linux', 'Electron checks no integrity on Linux.');
  const app = await copyPackedApp();
  const asar = path.join(app.resources, 'app.asar');
  const { headerString } = getRawHeader(asar);
  const file = await open(asar, 'r+');
  // A name in the header, behind the sixteen bytes of its sizes.
  await file.write('oux', 16 + headerString.indexOf('"out"') + 1);
  await file.close();
  running = await startPackedApp(app);
  expect(await running.exited).not.toBe(0);
  expect(running.api.seen).toEqual([]);
});

test('E-56 hands a link to the app that runs already, and leaves', async () => {
  const app = await copyPackedApp();
  running = await startPackedApp(app);
  await running.started();
  const second = await startPackedApp(app, { arguments: ['parley://task/12'], profile: running.profile });
  expect(await second.exited).toBe(0);
  expect(second.api.seen).toEqual([]);
  await second.close();
});
