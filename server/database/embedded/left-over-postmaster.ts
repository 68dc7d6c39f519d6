import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Finds the PostgreSQL server that an earlier, killed run left running on a cluster. A process id that was recorded
 * before the machine was restarted may be anybody's now: the record is removed then, for PostgreSQL would obey it.
 *
 * @param cluster PostgreSQL's own data directory.
 * @returns its process id, or undefined when there is none.
 */
export async function findLeftOverPostmaster(cluster: string): Promise<number | undefined> {
  const record = join(cluster, 'postmaster.pid');
  const content = await readFile(record, 'utf8').catch(() => undefined);
  const pid = Number(content?.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return undefined;
  if ((await commandOf(pid)).includes(cluster)) return pid;
  await rm(record, { force: true });
  return undefined;
}

/** The command line of a process; empty when it is gone, or dead and not yet buried. */
async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const [program, ...args] =
    process.platform === 'win32'
      ? ['powershell', '-NoProfile', '-Command', `(Get-CimInstance Win32_Process -Filter ProcessId=${pid}).CommandLine`]
      : ['ps', '-p', String(pid), '-o', 'command='];
  const { stdout } = await run(program ?? '', args).catch(() => ({ stdout: '' }));
  return stdout;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
