import { createParser, type EventSourceMessage } from 'eventsource-parser';

/**
 * Reads a `text/event-stream` to its end.
 *
 * @param hear is given each event; a comment, which says that the server is there, as null
 * @param onBytes hears that the line lives
 * @throws what breaks the line
 */
export async function readEventStream(
  body: ReadableStream<Uint8Array>,
  hear: (event: EventSourceMessage | null) => void,
  onBytes: () => void,
): Promise<void> {
  const parser = createParser({ onEvent: hear, onComment: () => hear(null) });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    onBytes();
    parser.feed(decoder.decode(next.value, { stream: true }));
  }
}
