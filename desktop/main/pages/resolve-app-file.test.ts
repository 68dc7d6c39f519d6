import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveAppFile } from './resolve-app-file.ts';

let home: string;
let root: string;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'parley-files-'));
  root = path.join(home, 'renderer');
  await mkdir(path.join(root, 'assets'), { recursive: true });
  await writeFile(path.join(root, 'index.html'), 'index');
  await writeFile(path.join(root, 'assets/app.js'), 'code');
  await writeFile(path.join(home, 'secret.txt'), 'secret');
  await writeFile(path.join(home, 'renderer-evil.txt'), 'neighbour');
  await symlink(path.join(home, 'secret.txt'), path.join(root, 'link.txt'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('resolveAppFile', () => {
  it('E-33 finds a file inside the root', async () => {
    expect(await resolveAppFile(root, '/assets/app.js')).toEqual({
      kind: 'file',
      file: path.join(root, 'assets/app.js'),
    });
  });

  it.each(['/', '/tasks', '/tasks/12', '/chat/abc'])('E-33 takes %s for a page of the app', async (urlPath) => {
    expect(await resolveAppFile(root, urlPath)).toEqual({ kind: 'page' });
  });

  it.each(['/missing.js', '/assets/', '/assets/.js', '/link.txt', '/assets/app.js/x.js'])(
    'E-33 does not serve %s',
    async (urlPath) => {
      expect((await resolveAppFile(root, urlPath)).kind).not.toBe('file');
    },
  );

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%2frenderer-evil.txt',
    '/%00.js',
    '//etc/passwd.txt',
    '/C:%5cwindows%5cwin.ini',
    '/c:/windows/win.ini',
    '/%252e%252e%252fsecret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/....//secret.txt',
    '/assets/app.js::$DATA',
    '/assets/app.js.',
    '/assets/app.js%20',
    '/CON.js',
    '/assets/nul.txt',
    '/%zz.js',
  ])('E-33 A-137 refuses %s', async (urlPath) => {
    const found = await resolveAppFile(root, urlPath);
    expect(found.kind === 'refused' || found.kind === 'missing').toBe(true);
  });
});
