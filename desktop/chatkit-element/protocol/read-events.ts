/** The stream ended in the middle of a frame. */
export class TruncatedStreamError extends Error {
  override name = 'TruncatedStreamError';
}

/**
 * Reads server-sent frames from a response body and yields the JSON of each, in order.
 *
 * Frames may be split anywhere, also inside a character. Comments, other fields and data that is not JSON are skipped:
 * newer servers and proxies may send them.
 *
 * @throws {TruncatedStreamError} when the body ends inside a frame.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let buffer = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      buffer += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const blocks = buffer.split(BLANK_LINE);
      buffer = blocks.pop() ?? '';
      for (const block of blocks) yield* parseBlock(block);
      if (done) break;
    }
    const rest = [...parseBlock(buffer)];
    if (rest.length === 0 && /^data:/m.test(buffer)) throw new TruncatedStreamError('The response was cut off.');
    yield* rest;
  } finally {
    // Whoever stops reading early leaves a connection behind otherwise.
    await reader.cancel().catch(() => undefined);
  }
}

/** A lone CR at the end of a chunk may be half of CRLF, which is why only whole line ends count. */
const BLANK_LINE = /\r\n\r\n|\n\n|\r\r(?=.)/s;

function* parseBlock(block: string): Generator {
  const lines = block.split(/\r\n|\n|\r/).filter((line) => line.startsWith('data:'));
  if (lines.length === 0) return;
  const data = lines.map((line) => line.slice(line.startsWith('data: ') ? 6 : 5)).join('\n');
  try {
    yield JSON.parse(data);
  } catch {
    // Not a frame of this protocol.
  }
}
