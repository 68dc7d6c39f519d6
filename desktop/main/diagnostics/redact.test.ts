import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saidOfTask } from '../../task.ts';
import { ApiRefusal } from '../server/api-request.ts';
import { createLogger } from './create-logger.ts';
import { openLogFile } from './log-file.ts';
import { redact, redactLine } from './redact.ts';

const JWT = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.c2lnbmF0dXJl';

describe('E-88 A-159 redaction', () => {
  it.each([
    [`Authorization: Bearer ${JWT}`, JWT],
    [`{"headers":{"authorization":"Bearer abcdef123456"}}`, 'abcdef123456'],
    ['key sk-proj-abcdefgh1234', 'sk-proj-abcdefgh1234'],
    ['mail from alice.b+c@mail.example.com', 'alice.b+c@mail.example.com'],
    ['mail from jürgen@müller.example', 'jürgen'],
    ["mail from pat.o'brien@mail.example.com", "pat.o'"],
    ['asked for /people/alice%40example.com', 'alice%40example'],
    ['GET https://parley.example/api/x?secret=1#frag', 'secret=1'],
    ['GET /api/user-1/tasks?q=doctor failed', 'doctor'],
    ['opened parley://auth/callback#token=one-time', 'one-time'],
    ['{"text":"buy \\"flowers\\" for Ann","level":30}', 'flowers'],
    ['{"title":"see the doctor"}', 'doctor'],
    ['cut off: {"title":"see the doc', 'the doc'],
    ['{"title":"a\\\\","notes":"doctor"}', 'doctor'],
    ['{"token":"opaque-session"}', 'opaque-session'],
    ['answered {"set-auth-token": "opaque-session"}', 'opaque-session'],
    ['ENOENT: /home/alice/.config/Parley/settings.json', 'alice'],
    ['at C:\\Users\\alice\\AppData\\x.js', 'alice'],
  ])('takes the secret out of %s', (line, secret) => {
    expect(redact(line)).not.toContain(secret);
    expect(redactLine(line)).not.toContain(secret);
  });

  it('takes out whatever is said in words of a task', () => {
    const words = Object.entries(saidOfTask.shape).filter(([, value]) =>
      ['CANARY', ['CANARY']].some((said) => value.safeParse(said).success),
    );
    expect(words.map(([field]) => field)).toContain('notes');
    for (const [field] of words) {
      expect(redactLine(JSON.stringify({ [field]: ['CANARY'], nested: { [field]: 'CANARY' } }))).not.toContain(
        'CANARY',
      );
    }
  });

  it('looks into every argument, however deep, and into JSON inside of texts', async () => {
    const lines: string[] = [];
    const logger = createLogger({ write: (line) => void lines.push(line) });
    const body = JSON.stringify({ message_text: 'CANARY', nested: JSON.stringify({ text: 'CANARY "2"' }) });
    logger.info({ request: { url: '/api/x?q=CANARY', headers: { cookie: 'CANARY' }, body } }, 'sent');
    logger.warn(
      { list: [{ title: 'CANARY' }, { message: 'CANARY' }], data: { notes: ['CANARY'] } },
      'for %s',
      'a@b.example',
    );
    logger.error({ err: Object.assign(new Error(`refused ${body}`), { password: 'CANARY', status: 401 }) }, 'no');
    logger.error(new Error('outer', { cause: new Error(`Bearer ${JWT}`) }), 'said %j', { content: 'CANARY' });
    expect(lines).toHaveLength(4);
    expect(lines.join('')).not.toMatch(/CANARY|eyJ|a@b/);
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['sent', 'for [email]', 'no', expect.any(String)]);
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ err: { type: 'Error', status: 401 } });
  });

  it('E-55 writes down that a server refused, and not what it said about somebody’s tasks', () => {
    const lines: string[] = [];
    const logger = createLogger({ write: (line) => void lines.push(line) });
    logger.warn({ err: new ApiRefusal(409, 'version_conflict', '“See the doctor” was changed elsewhere.') }, 'no');
    expect(lines.join('')).not.toContain('doctor');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ err: { status: 409, code: 'version_conflict' } });
  });

  it.each([
    ['a path', 'a-'.repeat(500_000)],
    ['a token without an end', 'eyJ-'.repeat(200_000)],
    ['quotes', '\\'.repeat(500_000)],
    ['fields', '"title":"'.repeat(100_000)],
    ['directories', '/home'.repeat(200_000)],
  ])('takes no longer than a moment, whatever somebody makes of %s', (_what, text) => {
    const started = performance.now();
    redact(text);
    redactLine(JSON.stringify({ msg: text }));
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('keeps what helps to find a fault', () => {
    const line =
      '{"level":40,"msg":"the server did not answer","path":"/api/user/tasks","err":{"code":"ECONNREFUSED","message":"no","stack":"at x (/app/out/main/index.js:1:2)"}}\n';
    expect(redact(line)).toBe(line);
    expect(redactLine(line)).toBe(line);
  });
});

describe('E-88 the log file', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'parley-log-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('is readable by its owner alone, and redacted line by line', async () => {
    const logger = createLogger(openLogFile(directory));
    logger.warn({ err: new Error(`refused Bearer ${JWT}`) }, 'no luck for alice@example.com');
    const file = path.join(directory, 'parley.log');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const line = await readFile(file, 'utf8');
    expect(line).not.toContain('eyJ');
    expect(line).not.toContain('alice@');
    expect(JSON.parse(line)).toMatchObject({ level: 40, msg: 'no luck for [email]' });
  });

  it('keeps five archives when it grows, and never more in one than it may hold', async () => {
    const log = openLogFile(directory, 100);
    for (let index = 0; index < 40; index += 1) log.write(`${index} ${'x'.repeat(60)}\n`);
    expect((await readdir(directory)).toSorted()).toEqual([
      'parley.log',
      'parley.log.1',
      'parley.log.2',
      'parley.log.3',
      'parley.log.4',
      'parley.log.5',
    ]);
    for (const name of await readdir(directory))
      expect((await stat(path.join(directory, name))).size).toBeLessThanOrEqual(100);
    expect(await readFile(path.join(directory, 'parley.log'), 'utf8')).toContain('39 ');
  });

  it('A-151 A-152 takes no directory, link or file of everybody for its own', async () => {
    const file = path.join(directory, 'parley.log');
    await mkdir(file);
    openLogFile(directory).write('one\n');
    expect(await readFile(file, 'utf8')).toBe('one\n');
    await rm(file);
    await writeFile(path.join(directory, 'elsewhere'), '');
    await symlink('elsewhere', file);
    openLogFile(directory).write('two\n');
    expect(await readFile(path.join(directory, 'elsewhere'), 'utf8')).toBe('');
    expect(await readFile(file, 'utf8')).toBe('two\n');
    await chmod(file, 0o666);
    openLogFile(directory).write('three\n');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('drops lines rather than fail where nothing can be written', () => {
    const log = openLogFile('/dev/null/nowhere');
    expect(() => log.write('line\n')).not.toThrow();
  });
});
