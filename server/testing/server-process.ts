import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { COMPILE_CACHE } from './compile-cache.ts';

const MAIN = fileURLToPath(new URL('./server-main.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const running = new Set<ChildProcess>();

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A server in a process of its own, to be stopped, killed and looked at. */
export class ServerProcess {
  readonly exited: Promise<Exit>;
  readonly pid: number;
  #stdout = '';
  #stderr = '';
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
    running.add(child);
    this.pid = child.pid ?? 0;
    child.stdout?.on('data', (chunk: Buffer) => (this.#stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
    this.exited = once(child, 'close').then(() => {
      running.delete(child);
      return { code: child.exitCode, signal: child.signalCode };
    });
  }

  /** Begins to start a server. Killed when the test file is done, whatever becomes of it. */
  static spawn(environment: Record<string, string>): ServerProcess {
    return new ServerProcess(spawn(process.execPath, [MAIN], optionsFor(environment)));
  }

  /** Begins `npm start` itself, in a process group of its own, which is what `pid` is then too. */
  static spawnNpm(environment: Record<string, string>): ServerProcess {
    const options = optionsFor({ npm_config_update_notifier: 'false', ...environment });
    const npm = new ServerProcess(spawn('npm', ['start'], { ...options, cwd: ROOT, detached: true }));
    // Should the test fail: what npm was to stop may live on when npm is gone.
    afterAll(() => npm.signalGroup('SIGKILL'));
    return npm;
  }

  /** Starts a server and waits until it says where it listens. */
  static async start(environment: Record<string, string>): Promise<ServerProcess & { url: string }> {
    const server = ServerProcess.spawn(environment);
    return Object.assign(server, { url: await server.ready() });
  }

  /** What it printed. */
  get stdout(): string {
    return this.#stdout;
  }

  /** What it logged. */
  get stderr(): string {
    return this.#stderr;
  }

  /** @returns its address. @throws Error with its output when it ends instead. */
  async ready(): Promise<string> {
    const hasExited = this.exited.then(() => true);
    for (;;) {
      const url = /Parley (?:is ready|waits for its database) at (\S+)/.exec(this.#stdout + this.#stderr)?.[1];
      if (url !== undefined) return url;
      const outputs = [this.#child.stdout, this.#child.stderr].flatMap((output) =>
        output ? [once(output, 'data').then(() => false)] : [],
      );
      const printed = Promise.race(outputs);
      if (await Promise.race([hasExited, printed])) throw new Error(`it ended:\n${this.#stdout}${this.#stderr}`);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Signals all of its process group, as a terminal does; nobody when all of it is gone. */
  signalGroup(signal: NodeJS.Signals): void {
    // It was never begun, and 0 is our own group.
    if (this.pid === 0) return;
    try {
      process.kill(-this.pid, signal);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }

  /** Stops it as a service manager would. */
  stop(): Promise<Exit> {
    this.signal('SIGTERM');
    return this.exited;
  }

  /** Kills it as the system would: it gets no chance to do anything. */
  kill(): Promise<Exit> {
    this.signal('SIGKILL');
    return this.exited;
  }
}

function optionsFor(environment: Record<string, string>) {
  const { PATH = '', HOME = '/' } = process.env;
  const env = {
    PATH,
    HOME,
    NODE_COMPILE_CACHE: COMPILE_CACHE,
    PORT: '0',
    LOG_LEVEL: 'warn',
    RATE_LIMIT_PER_MINUTE: '100000',
    ...environment,
  };
  return { env, stdio: ['ignore', 'pipe', 'pipe'] satisfies StdioOptions };
}

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await Promise.all([...running].map((child) => once(child, 'close')));
});
