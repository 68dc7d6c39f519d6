import { connect, createServer, type Server, type Socket } from 'node:net';

/** A wire to another port of this machine, to be cut and mended. */
export class TcpProxy {
  port = 0;
  readonly #target: () => number;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  /** @param target a port, or what tells it once somebody connects */
  constructor(target: number | (() => number)) {
    this.#target = typeof target === 'number' ? () => target : target;
  }

  /** Listens, on the same port as before if there was one. */
  async mend(): Promise<void> {
    if (this.#server) return;
    const server = createServer((client) => this.#join(client, connect(this.#target(), '127.0.0.1')));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    const address = server.address();
    if (address && typeof address === 'object') this.port = address.port;
  }

  /** Breaks every connection and takes no more. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  #join(...ends: [Socket, Socket]): void {
    for (const [index, socket] of ends.entries()) {
      const other = ends[1 - index];
      this.#sockets.add(socket);
      if (other) socket.pipe(other);
      socket.on('error', () => other?.destroy());
      socket.once('close', () => {
        this.#sockets.delete(socket);
        other?.destroy();
      });
    }
  }
}
