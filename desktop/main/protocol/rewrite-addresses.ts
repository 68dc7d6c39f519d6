/**
 * Replaces the beginning of addresses in a stream of text as it passes. Only what could still become such a beginning is
 * held back, so that frames leave as they come.
 */
export function rewriteAddresses(from: string, to: string): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let held = '';
  return new TransformStream({
    transform: (chunk, controller) => {
      const text = (held + decoder.decode(chunk, { stream: true })).replaceAll(from, to);
      held = text.slice(text.length - heldLength(text, from));
      const ready = text.slice(0, text.length - held.length);
      if (ready !== '') controller.enqueue(encoder.encode(ready));
    },
    flush: (controller) => {
      const rest = held + decoder.decode();
      if (rest !== '') controller.enqueue(encoder.encode(rest));
    },
  });
}

/** The length of the longest end of a text that is a beginning of `from`. */
function heldLength(text: string, from: string): number {
  for (let length = Math.min(from.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(from.slice(0, length))) return length;
  }
  return 0;
}
