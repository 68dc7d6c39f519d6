import { connect } from 'node:net';

/** What came back, as it came: empty when the connection was closed without a word. */
export interface RawAnswer {
  /** 0 when there was no answer. */
  status: number;
  text: string;
}

/**
 * Sends bytes that no HTTP client would, and reads until the server closes the connection.
 *
 * @param timeoutMs how long to wait for that.
 */
export function rawRequest(url: string, bytes: string | Buffer, timeoutMs = 5_000): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text });
    };
    const timer = setTimeout(end, timeoutMs);
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    // A server may refuse before it has read everything: what it said until then counts.
    socket.once('error', end);
    socket.once('close', end);
    socket.write(bytes);
  });
}
