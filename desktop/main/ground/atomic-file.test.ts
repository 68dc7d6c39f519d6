import { fork } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSmallFile, writeAtomically } from './atomic-file.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'parley-store-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('writing a file of the profile', () => {
  it('E-52 makes a file for its owner’s eyes, and leaves nothing else behind', async () => {
    const file = path.join(directory, 'deep/state.json');
    await writeAtomically(file, 'one');
    await writeAtomically(file, 'two');
    expect(await readFile(file, 'utf8')).toBe('two');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(path.dirname(file))).toEqual(['state.json']);
  });

  it('A-151 replaces a link instead of writing through it', async () => {
    const victim = path.join(directory, 'victim');
    await writeFile(victim, 'precious');
    const file = path.join(directory, 'state.json');
    await symlink(victim, file);
    await writeAtomically(file, 'mine');
    expect(await readFile(victim, 'utf8')).toBe('precious');
    expect(await readSmallFile(file, 100)).toBe('mine');
  });

  it('cleans up when it fails', async () => {
    const target = path.join(directory, 'state.json');
    await mkdir(path.join(target, 'inside'), { recursive: true });
    await expect(writeAtomically(target, 'x')).rejects.toThrow();
    expect(await readdir(directory)).toEqual(['state.json']);
  });

  it('F-50 leaves the old or the new content when it is killed, twenty times over', async () => {
    const file = path.join(directory, 'state.json');
    await writeAtomically(file, JSON.stringify({ n: -1, pad: '' }));
    const module = fileURLToPath(new URL('./atomic-file.ts', import.meta.url));
    const script = path.join(directory, 'writer.mjs');
    await writeFile(
      script,
      `import { writeAtomically } from ${JSON.stringify(module)};
       process.send('go');
       for (let n = 0; ; n++) await writeAtomically(${JSON.stringify(file)}, JSON.stringify({ n, pad: 'x'.repeat(50000) }));`,
    );
    for (let round = 0; round < 20; round += 1) {
      const child = fork(script);
      await new Promise((resolve) => child.once('message', resolve));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      const text = (await readSmallFile(file, 1_000_000)) ?? '';
      expect(() => JSON.parse(text) as unknown).not.toThrow();
    }
  }, 60_000);
});

describe('reading a file of the profile', () => {
  it('A-151 A-152 takes links, directories, large and missing files for absent', async () => {
    const victim = path.join(directory, 'victim');
    await writeFile(victim, 'x'.repeat(200));
    await symlink(victim, path.join(directory, 'link'));
    await mkdir(path.join(directory, 'folder'));
    for (const name of ['link', 'folder', 'missing', 'victim']) {
      expect(await readSmallFile(path.join(directory, name), 100), name).toBeNull();
    }
  });
});
