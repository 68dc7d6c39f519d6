import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** What one runner found. */
interface Count {
  passed: number;
  failed: number;
}

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), success: z.boolean() });
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

const reports = await mkdtemp(join(tmpdir(), 'parley-reports-'));
const counts: Count[] = [];
for (const script of ['build', 'check:format', 'check:lint', 'check:types', 'check:unused'])
  counts.push(await runStep(script));
counts.push(await runVitest(), await runPlaywright());
await rm(reports, { recursive: true, force: true });

const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exitCode = sum('failed') === 0 ? 0 : 1;

/** A step that either succeeds or not counts as one. */
async function runStep(script: string): Promise<Count> {
  const isSuccess = (await run('npm', ['run', '--silent', script])) === 0;
  process.stdout.write(`${isSuccess ? '✓' : '✗'} npm run ${script}\n`);
  return { passed: Number(isSuccess), failed: Number(!isSuccess) };
}

async function runVitest(): Promise<Count> {
  const path = join(reports, 'vitest.json');
  const code = await run('vitest', [
    'run',
    '--config',
    'server/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${path}`,
  ]);
  const report = vitestReport.safeParse(await readJson(path));
  if (!report.success) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests } = report.data;
  // A file that does not even load, or an unhandled error, fails the run without failing a test.
  return { passed, failed: numFailedTests === 0 && code !== 0 ? 1 : numFailedTests };
}

async function runPlaywright(): Promise<Count> {
  const path = join(reports, 'playwright.json');
  const code = await run(
    'playwright',
    ['test', '--config', 'desktop/e2e/playwright.config.ts', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_NAME: path },
  );
  const report = playwrightReport.safeParse(await readJson(path));
  if (!report.success) return { passed: 0, failed: 1 };
  const { expected: passed, unexpected, flaky } = report.data.stats;
  const failed = unexpected + flaky;
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

function run(command: string, args: string[], environment: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
      shell: process.platform === 'win32',
    });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8').catch(() => 'null'));
}
