import { execFile, spawn } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createLogger } from '../../ground/logger.ts';
import { addMessage, createThread, tasksOf } from '../../testing/chat-client.ts';
import { ServerProcess } from '../../testing/server-process.ts';
import { signUp } from '../../testing/test-server.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { freePort } from './free-port.ts';
import { findLeftOverPostmaster } from './left-over-postmaster.ts';

const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const directories: string[] = [];
afterAll(() => Promise.all(directories.map((path) => rm(path, { recursive: true, force: true }))));

async function makeDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'parley-lifecycle-'));
  directories.push(path);
  return path;
}

async function postmasterPid(dataDir: string): Promise<number> {
  const content = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8');
  return Number(content.split('\n')[0]);
}

/** A process that is dead and not yet buried has no command line any more. */
async function isRunning(pid: number): Promise<boolean> {
  const { stdout } = await run('ps', ['-p', String(pid), '-o', 'args=']).catch(() => ({ stdout: '' }));
  return stdout.includes('postgres -D');
}

const dataDir = await makeDirectory();
// Tokens name who signed them: the server comes back on another port, and is the same.
const environment = { PARLEY_DATA_DIR: dataDir, BETTER_AUTH_URL: 'http://parley.test' };
let server = await ServerProcess.start(environment);
let alice = await signUp(server.url);

describe('a server with a database of its own', { timeout: 60_000 }, () => {
  test('refuses a second start on its data directory in one line, with exit code 1', async () => {
    const second = ServerProcess.spawn(environment);
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.stderr).toBe(
      `Parley is already running on ${dataDir}. Stop it first, or set PARLEY_DATA_DIR to another directory.\n`,
    );
    expect(second.stdout).toBe('');
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  test('killed, leaves a PostgreSQL that the next start takes over, and loses nothing that was answered', async () => {
    await createThread(alice, 'add buy milk');
    const leftOver = await postmasterPid(dataDir);
    await server.kill();
    expect(await isRunning(leftOver)).toBe(true);

    server = await ServerProcess.start(environment);
    expect(await isRunning(leftOver)).toBe(false);
    expect(server.stderr).toContain('earlier run that was killed');
    alice = alice.at(server.url);
    expect(await tasksOf(alice)).toMatchObject([{ id: 1, title: 'buy milk' }]);
  });

  test('says 503 when its PostgreSQL dies, starts it again and goes on', async () => {
    const frames = await createThread(alice, 'hello');
    process.kill(await postmasterPid(dataDir), 'SIGKILL');
    const refusal = await vi.waitFor(
      async () => {
        const response = await alice.fetch('/tasks');
        expect(response.status).toBe(503);
        return response;
      },
      { timeout: 20_000, interval: 5 },
    );
    expect(Number(refusal.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await refusal.json()).toMatchObject({ code: 'database_unavailable' });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);

    await vi.waitFor(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200), {
      timeout: 30_000,
      interval: 100,
    });
    expect(server.stderr).toContain('PostgreSQL stopped unexpectedly');
    const { id } = frames[0]?.['thread'] as { id: string };
    expect((await addMessage(alice, id, 'add eggs')).map(({ type }) => type)).not.toContain('error');
    expect(await tasksOf(alice)).toHaveLength(2);
  });

  test('stops its PostgreSQL when it is stopped', async () => {
    const pid = await postmasterPid(dataDir);
    expect(await server.stop()).toEqual({ code: 0, signal: null });
    expect(await isRunning(pid)).toBe(false);
  });
});

test('comes up after a first start that was killed while it made its files', { timeout: 60_000 }, async () => {
  const dataDir = await makeDirectory();
  const first = ServerProcess.spawn({ PARLEY_DATA_DIR: dataDir });
  const hasBegun = async () => {
    const partial = (await readdir(dataDir)).find((name) => name.startsWith('postgres.partial-'));
    await access(join(dataDir, partial ?? 'none', 'base'));
  };
  await vi.waitFor(hasBegun, { timeout: 30_000, interval: 5 });
  await first.kill();
  const second = await ServerProcess.start({ PARLEY_DATA_DIR: dataDir });
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
  expect((await second.stop()).code).toBe(0);
});

test('is asked for all the while it starts for the first time, and starts', { timeout: 60_000 }, async () => {
  const [dataDir, port] = [await makeDirectory(), await freePort()];
  const starting = ServerProcess.spawn({ PARLEY_DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'silent' });
  const statuses = new Set<number>();
  const ready = new AbortController();
  const poll = async (path: string) => {
    while (!ready.signal.aborted) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        headers: { Authorization: 'Bearer a.b.c' },
      }).catch(() => undefined);
      if (response) statuses.add(response.status);
      await delay(25);
    }
  };
  const polls = ['/readyz', '/api/auth/jwks', '/api/someone/tasks'].map(poll);
  const url = await starting.ready().finally(() => ready.abort());
  await Promise.all(polls);
  expect([...statuses].filter((status) => status >= 500 && status !== 503)).toEqual([]);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect((await starting.stop()).code).toBe(0);
});

describe('a PostgreSQL that cannot start', { timeout: 60_000 }, () => {
  /** Counts the lines of the log that have a message. */
  function countingLogger() {
    const counts = new Map<string, number>();
    const logger = createLogger('warn', {
      write: (line) => {
        const message = String(Reflect.get(Object(JSON.parse(line)), 'msg'));
        counts.set(message, (counts.get(message) ?? 0) + 1);
      },
    });
    return { counts, logger };
  }

  test('is tried again as often as it says, then given up in a sentence; a first start of it ends at once', async () => {
    const dataDir = await makeDirectory();
    const { counts, logger } = countingLogger();
    const postgres = await startEmbeddedPostgres(dataDir, logger, [5, 10, 20]);
    const home = await readFile(join(dataDir, 'postgres-location'), 'utf8').catch(() => dataDir);
    if (home !== dataDir) directories.push(home);
    const pid = await postmasterPid(home);
    await writeFile(join(home, 'postgres', 'postgresql.conf'), 'nonsense = yes\n');
    process.kill(pid, 'SIGKILL');
    expect((await postgres.givenUp).message).toMatch(/^PostgreSQL cannot be started again\. .*disk/);
    expect(counts.get('PostgreSQL did not start')).toBe(3);
    await delay(500);
    expect(counts.get('PostgreSQL did not start')).toBe(3);
    await postgres.stop();

    const again = startEmbeddedPostgres(dataDir, logger, [5, 10, 20]);
    await expect(again).rejects.toThrow(/^PostgreSQL did not start\.[^]*nonsense/);
    await delay(500);
    expect(counts.get('PostgreSQL did not start')).toBe(3);
    expect(await findLeftOverPostmaster(join(home, 'postgres'))).toBeUndefined();

    const last = ServerProcess.spawn({ PARLEY_DATA_DIR: dataDir });
    expect(await last.exited).toEqual({ code: 1, signal: null });
    expect(last.stderr).toContain('PostgreSQL did not start.');
    expect(last.stderr).not.toContain('    at ');
  });

  test('is a sentence where there can be no directory', async () => {
    const file = join(await makeDirectory(), 'a-file');
    await writeFile(file, '');
    await expect(startEmbeddedPostgres(join(file, 'data'), createLogger('silent'))).rejects.toThrow(
      /^Parley cannot keep its database in /,
    );
  });
});

test.runIf(isRoot)('as root, keeps its files where the postgres user can reach them', { timeout: 60_000 }, async () => {
  const dataDir = join(await makeDirectory(), 'nobody-else-enters');
  const postgres = await startEmbeddedPostgres(dataDir, createLogger('silent'));
  const home = await readFile(join(dataDir, 'postgres-location'), 'utf8');
  directories.push(home);
  await expect(access(join(home, 'postgres', 'PG_VERSION'))).resolves.toBeUndefined();
  await postgres.stop();
});

test('leaves a stranger alone whose process id was PostgreSQL’s before a restart', async () => {
  const cluster = join(await makeDirectory(), 'postgres');
  await mkdir(cluster);
  const stranger = spawn('sleep', ['30']);
  await writeFile(join(cluster, 'postmaster.pid'), `${stranger.pid}\n${cluster}\n`);
  expect(await findLeftOverPostmaster(cluster)).toBeUndefined();
  expect(await readdir(cluster)).toEqual([]);
  expect(stranger.exitCode).toBeNull();
  stranger.kill();
});
