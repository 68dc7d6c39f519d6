import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { ServerProcess } from '../testing/server-process.ts';
import { signUp, startTestServer } from '../testing/test-server.ts';

const COMMAND = fileURLToPath(new URL('reset-password.ts', import.meta.url));
const directories: string[] = [];
afterAll(() => Promise.all(directories.map((path) => rm(path, { recursive: true, force: true }))));

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

function run(environment: Record<string, string>, ...args: string[]): Promise<Outcome> {
  const { PATH = '', HOME = '/' } = process.env;
  const env = { PATH, HOME, LOG_LEVEL: 'error', ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { env, cwd: tmpdir() }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
    );
  });
}

const tokenOf = ({ stdout }: Outcome) => /\/reset-password#token=([\w-]+)\n$/.exec(stdout)?.[1] ?? '';

async function reset(url: string, token: string): Promise<number> {
  const response = await fetch(`${url}/api/auth/reset-password`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, newPassword: 'an operator’s horse' }),
  });
  return response.status;
}

test('prints a link to a new password while a server runs on its own database, and while none does', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-reset-'));
  directories.push(dataDir);
  const environment = { PARLEY_DATA_DIR: dataDir, BETTER_AUTH_URL: 'https://parley.example.com' };
  const server = await ServerProcess.start(environment);
  const alice = await signUp(server.url);
  const beside = await run(environment, alice.email.toUpperCase());
  expect(beside).toMatchObject({ code: 0, stderr: '' });
  expect(beside.stdout).toContain('https://parley.example.com/reset-password#token=p');
  expect(await reset(server.url, tokenOf(beside))).toBe(200);
  expect(await reset(server.url, tokenOf(beside))).toBe(400);
  await server.stop();

  const alone = await run(environment, alice.email);
  expect(alone.code).toBe(0);
  expect(tokenOf(alone)).not.toBe('');
}, 60_000);

test('works on a database that is configured, and gives an account without a password one', async () => {
  const server = await startTestServer();
  const alice = await server.signUp();
  const environment = {
    DATABASE_URL: server.databaseUrl,
    BETTER_AUTH_SECRET: 'x'.repeat(32),
    BETTER_AUTH_URL: server.url,
  };
  const outcome = await run(environment, alice.email);
  expect(await reset(server.url, tokenOf(outcome))).toBe(200);

  const unknown = await run(environment, 'nobody@example.com');
  expect(unknown).toEqual({
    code: 1,
    stdout: '',
    stderr: 'There is no account with the address nobody@example.com.\n',
  });
  expect(await run(environment)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Whose? npm run reset-password -- mail@example.com\n',
  });
});

test('makes no database where there is none', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-reset-'));
  directories.push(dataDir);
  const outcome = await run({ PARLEY_DATA_DIR: dataDir }, 'ana@example.com');
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toMatch(/^There is no database of Parley in .*\n$/);
});

test('says in a sentence when the database is away', async () => {
  const environment = { DATABASE_URL: 'postgresql://127.0.0.1:9/parley', BETTER_AUTH_SECRET: 'x'.repeat(32) };
  const outcome = await run(environment, 'ana@example.com');
  expect(outcome.code).toBe(1);
  expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
});
