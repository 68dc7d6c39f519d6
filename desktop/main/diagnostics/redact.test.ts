import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from './create-logger.ts';
import { openLogFile } from './log-file.ts';
import { redact } from './redact.ts';

const JWT = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c2VyIn0.c2lnbmF0dXJl';

describe('E-88 A-159 redaction', () => {
  it.each([
    [`Authorization: Bearer ${JWT}`, JWT],
    [`{"headers":{"authorization":"Bearer abcdef123456"}}`, 'abcdef123456'],
    ['key sk-proj-abcdefgh1234', 'sk-proj-abcdefgh1234'],
    ['mail from alice.b+c@mail.example.com', 'alice.b+c@mail.example.com'],
    ['GET https://parley.example/api/x?secret=1#frag', 'secret=1'],
    ['opened parley://auth/callback#token=one-time', 'one-time'],
    ['{"text":"buy \\"flowers\\" for Ann","level":30}', 'flowers'],
    ['{"title":"see the doctor"}', 'doctor'],
    ['{"token":"opaque-session"}', 'opaque-session'],
  ])('takes the secret out of %s', (line, secret) => {
    expect(redact(line)).not.toContain(secret);
  });

  it('keeps what helps to find a fault', () => {
    const line =
      '{"level":40,"msg":"the server did not answer","path":"/api/user/tasks","err":{"code":"ECONNREFUSED"}}';
    expect(redact(line)).toBe(line);
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

  it('keeps five files when it grows', async () => {
    const log = openLogFile(directory, 100);
    for (let index = 0; index < 40; index += 1) log.write(`${index} ${'x'.repeat(60)}\n`);
    expect((await readdir(directory)).toSorted()).toEqual([
      'parley.log',
      'parley.log.1',
      'parley.log.2',
      'parley.log.3',
      'parley.log.4',
    ]);
    expect(await readFile(path.join(directory, 'parley.log'), 'utf8')).toContain('39 ');
  });

  it('F-44 drops lines rather than fail where nothing can be written', () => {
    const log = openLogFile('/dev/null/nowhere');
    expect(() => log.write('line\n')).not.toThrow();
  });
});
