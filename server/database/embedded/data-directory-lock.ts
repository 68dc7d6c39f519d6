import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../ground/errors.ts';

/** Socket paths are limited to about 104 bytes on the platforms we run on. */
const SOCKET_PATH_LIMIT = 100;

/**
 * Takes a data directory for this process alone. The lock is a listening socket, so that the system releases it
 * when the process dies in whatever way; what a killed run leaves behind is only a file, which is removed.
 *
 * @returns a function that gives the directory back.
 * @throws AppError `conflict` when another running process holds it.
 */
export async function lockDataDirectory(dataDir: string): Promise<() => Promise<void>> {
  const path = socketPath(dataDir);
  let server: Server;
  try {
    server = await listen(path);
  } catch (error) {
    if (!isAddressInUse(error)) throw error;
    if (await isAnswering(path)) {
      throw new AppError(
        'conflict',
        `Parley is already running on ${dataDir}. Stop it first, or set PARLEY_DATA_DIR to another directory.`,
      );
    }
    await rm(path, { force: true });
    server = await listen(path);
  }
  server.unref();
  return () => new Promise<void>((resolve) => server.close(() => resolve()));
}

function socketPath(dataDir: string): string {
  const name = `parley-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const path = join(dataDir, 'parley.lock');
  return Buffer.byteLength(path) <= SOCKET_PATH_LIMIT ? path : join(tmpdir(), `${name}.lock`);
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

function isAnswering(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
