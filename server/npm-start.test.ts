import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { createThread } from './testing/chat-client.ts';
import { startScriptedModel } from './testing/scripted-model.ts';
import { ServerProcess } from './testing/server-process.ts';
import { signUp } from './testing/test-server.ts';

const model = await startScriptedModel();
const dataDir = await mkdtemp(join(tmpdir(), 'parley-npm-start-'));
/** Where PostgreSQL keeps its files: elsewhere when it cannot run as who we are. */
const postgresHome = () => readFile(join(dataDir, 'postgres-location'), 'utf8').catch(() => dataDir);
afterAll(async () => {
  for (const directory of [await postgresHome(), dataDir]) await rm(directory, { recursive: true, force: true });
});

/** Every process that lives, the dead and not yet buried left out: its id, its parent's, and how it was called. */
async function processes(): Promise<{ pid: number; parent: number; command: string }[]> {
  const { stdout } = await promisify(execFile)('ps', ['-e', '-o', 'pid=,ppid=,stat=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined || state?.startsWith('Z')
      ? []
      : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/** A process and all that came of it. */
async function family(pid: number): Promise<number[]> {
  const all = await processes();
  const found = new Set([pid]);
  for (const member of found) for (const { pid: child, parent } of all) if (parent === member) found.add(child);
  return [...found];
}

test.each<[string, (npm: ServerProcess) => void]>([
  ['SIGTERM to npm alone, as a service manager sends it', (npm) => npm.signal('SIGTERM')],
  ['SIGINT to all of its group, as a terminal sends it', (npm) => npm.signalGroup('SIGINT')],
])(
  'npm start, told to stop by %s, finishes the running reply and leaves nothing behind',
  { timeout: 180_000 },
  async (_how, tell) => {
    const npm = ServerProcess.spawnNpm({ ...model.environment, PARLEY_DATA_DIR: dataDir });
    const alice = await signUp(await npm.ready());
    const members = await family(npm.pid);
    expect((await processes()).filter(({ pid }) => members.includes(pid)).map(({ command }) => command)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('npm start'),
        expect.stringContaining('server/main.ts'),
        expect.stringContaining('postgres -D'),
      ]),
    );
    const record = join(await postgresHome(), 'postgres', 'postmaster.pid');
    await access(record);

    model.reset();
    const text = 'one two three four five six seven eight nine ten ';
    model.script({ text, deltas: 10, delayMs: 200 });
    const frames = createThread(alice, 'count');
    await expect.poll(() => model.requests, { timeout: 20_000 }).toHaveLength(1);
    tell(npm);
    expect((await frames).at(-1)).toMatchObject({ type: 'thread.item.done', item: { content: [{ text }] } });
    expect(await npm.exited).toEqual({ code: 0, signal: null });

    const left = await processes();
    expect(left.filter(({ pid, command }) => members.includes(pid) || command.includes(dataDir))).toEqual([]);
    await expect(access(record)).rejects.toMatchObject({ code: 'ENOENT' });
  },
);
