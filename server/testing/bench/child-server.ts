import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ReplyPace } from './scripted-fetch.ts';

/** Somebody who is signed in. */
export interface BenchUser {
  id: string;
  token: string;
}

/** Where a measured server listens, and who may speak to it. */
export interface ServerAddress {
  url: string;
  users: BenchUser[];
  /** Its database, if it has one. */
  databaseUrl?: string;
  /** From the start of its process until it could be used, in milliseconds. */
  startMs?: number;
}

/** What a measured process used so far, and uses now. */
export interface Usage {
  cpuMs: number;
  rssBytes: number;
  heapBytes: number;
}

/** The queries of one request: all of them, and those that were done or under way before the model was asked. */
export interface QueryCount {
  total: number;
  /** The longest chain of queries that waited for one another, before the model was asked. */
  beforeModel: number;
  connectionsHeldWhenAsked: number;
}

type BenchCommand =
  | { type: 'pace'; pace: ReplyPace }
  | { type: 'script'; turn: string }
  | { type: 'usage'; isCollected: boolean }
  | { type: 'count' }
  | { type: 'counted' }
  | { type: 'stop' };

/** What a measured process does when it is told to. */
export interface ServerCommands {
  pace: (pace: ReplyPace) => void;
  script?: (turn: string) => void;
  count?: () => void;
  counted?: () => QueryCount;
}

/** Runs in the measured process: says where it listens, then does as it is told. */
export function serveParent(address: ServerAddress, commands: ServerCommands, stop: () => Promise<void>): void {
  const reply = (value: unknown) => process.send?.({ value });
  process.on('message', (command: BenchCommand) => {
    switch (command.type) {
      case 'pace':
        return reply(commands.pace(command.pace));
      case 'script':
        return reply(commands.script?.(command.turn));
      case 'usage':
        if (command.isCollected) globalThis.gc?.();
        return reply(usage());
      case 'count':
        return reply(commands.count?.());
      case 'counted':
        return reply(commands.counted?.());
      case 'stop':
        process.disconnect();
    }
  });
  // Also when the parent was killed: nothing is left running.
  process.once('disconnect', () => void stop());
  reply(address);
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return { cpuMs: (user + system) / 1000, rssBytes: rss, heapBytes: heapUsed };
}

/** A server in a process of its own, so that neither the load nor another server runs on its event loop. */
export class ChildServer {
  readonly url: string;
  readonly users: BenchUser[];
  readonly databaseUrl: string;
  readonly startMs: number;
  readonly #process: ChildProcess;
  readonly #exited: Promise<never>;

  private constructor(process: ChildProcess, exited: Promise<never>, address: ServerAddress) {
    this.#process = process;
    this.#exited = exited;
    this.url = address.url;
    this.users = address.users;
    this.databaseUrl = address.databaseUrl ?? '';
    this.startMs = address.startMs ?? Number.NaN;
  }

  /** @param file a module beside this one that calls `serveParent`. @param words its arguments. */
  static async start(file: string, words: string[] = []): Promise<ChildServer> {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), words, {
      execArgv: ['--expose-gc'],
      // Standard output is for the figures.
      stdio: ['ignore', 2, 'inherit', 'ipc'],
    });
    const exited = failOnExit(child, file);
    exited.catch(() => undefined);
    const [message] = (await Promise.race([once(child, 'message'), exited])) as [{ value: ServerAddress }];
    return new ChildServer(child, exited, message.value);
  }

  setPace(pace: Partial<ReplyPace>): Promise<unknown> {
    return this.#ask({ type: 'pace', pace: { intervalMs: 0, isSilent: false, ...pace } });
  }

  /** Gives the floor the frames to send. */
  setScript(turn: string): Promise<unknown> {
    return this.#ask({ type: 'script', turn });
  }

  /** @param options.isCollected garbage is collected first: for memory, not for processor time. */
  async usage(options: { isCollected: boolean }): Promise<Usage> {
    return (await this.#ask({ type: 'usage', ...options })) as Usage;
  }

  async countQueries(request: () => Promise<unknown>): Promise<QueryCount> {
    await this.#ask({ type: 'count' });
    await request();
    return (await this.#ask({ type: 'counted' })) as QueryCount;
  }

  async stop(): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.send({ type: 'stop' } satisfies BenchCommand);
    await exited;
  }

  async #ask(command: BenchCommand): Promise<unknown> {
    const answered = once(this.#process, 'message');
    this.#process.send(command);
    const [message] = (await Promise.race([answered, this.#exited])) as [{ value: unknown }];
    return message.value;
  }
}

async function failOnExit(child: ChildProcess, file: string): Promise<never> {
  await once(child, 'exit');
  throw new Error(`the measured process ended: ${file}`);
}
