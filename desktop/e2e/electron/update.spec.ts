import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { type RunningApp, copyPackedApp, startPackedApp } from './packed-app.ts';

const NAME = 'Parley-99.0.0.AppImage';

let running: RunningApp | null = null;
let server: Server | null = null;
test.afterEach(async () => {
  await running?.close();
  server?.closeAllConnections();
  server?.close();
});

/** Runs a program of the system; skips the test where there is none. */
function run(program: string, values: string[]): void {
  const { error, status, stderr } = spawnSync(program, values, { encoding: 'utf8' });
  test.skip(error !== undefined, `${program} is not installed here.`);
  expect(status, stderr).toBe(0);
}

/**
 * The update of a real AppImage needs a system; all before that is real: the network stack, the schedule, the checks, the
 * replacing. Windows and macOS check signatures, so that there two signed versions are needed: the release checklist.
 */
test('E-78 E-83 updates itself from a local feed, and starts the next version when it quits', async () => {
  test.skip(process.platform !== 'linux', 'Only signed versions replace each other here.');
  test.setTimeout(120_000);
  const app = await copyPackedApp();
  const home = await mkdtemp(path.join(tmpdir(), 'parley-home-'));
  const at = (name: string): string => path.join(home, name);
  const names = '-subj /CN=localhost -addext subjectAltName=DNS:localhost'.split(' ');
  const kind = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2'.split(' ');
  run('openssl', [...kind, ...names, '-keyout', at('key.pem'), '-out', at('cert.pem')]);
  // Chromium trusts what is in this directory of a person's home.
  await mkdir(at('.pki/nssdb'), { recursive: true });
  run('certutil', ['-d', `sql:${at('.pki/nssdb')}`, '-N', '--empty-password']);
  run('certutil', ['-d', `sql:${at('.pki/nssdb')}`, '-A', '-t', 'C,,', '-n', 'test', '-i', at('cert.pem')]);

  const next = Buffer.from(`#!/bin/sh\necho started > '${at('started')}'\n`);
  const sha512 = createHash('sha512').update(next).digest('base64');
  const feed = `version: 99.0.0\nfiles:\n  - url: ${NAME}\n    sha512: ${sha512}\n    size: ${next.length}\npath: ${NAME}\nsha512: ${sha512}\n`;
  const asked: string[] = [];
  const listening = createServer(
    { key: await readFile(at('key.pem')), cert: await readFile(at('cert.pem')) },
    (request, response) => {
      const name = path.basename((request.url ?? '').split('?')[0] ?? '');
      asked.push(name);
      if (name === 'latest-linux.yml') response.end(feed);
      else if (name === NAME) response.end(next);
      else response.writeHead(404).end();
    },
  );
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, 'localhost', resolve));
  const address = listening.address();
  const port = typeof address === 'object' ? address?.port : 0;
  // Where a package was made after the AppImage, the directory they were made from says that it is one.
  await rm(path.join(app.resources, 'package-type'), { force: true });
  await writeFile(path.join(app.resources, 'app-update.yml'), `provider: generic\nurl: https://localhost:${port}\n`);

  const appImage = at('Parley.AppImage');
  await writeFile(appImage, 'the version that runs');
  await chmod(appImage, 0o755);
  running = await startPackedApp(app, {
    environment: { HOME: home, XDG_CACHE_HOME: at('cache'), APPIMAGE: appImage, PARLEY_DISABLE_UPDATES: '0' },
  });
  await running.started();
  const downloaded = path.join(home, 'cache');
  await expect.poll(() => asked, { timeout: 60_000 }).toEqual(['latest-linux.yml', NAME]);
  await expect
    .poll(() => spawnSync('find', [downloaded, '-name', 'update-info.json'], { encoding: 'utf8' }).stdout)
    .toContain('update-info.json');
  running.process.kill('SIGTERM');
  expect(await running.exited).toBe(0);
  expect((await readFile(appImage)).equals(next)).toBe(true);
  await expect.poll(() => readFile(at('started'), 'utf8').catch(() => '')).toBe('started\n');
});
