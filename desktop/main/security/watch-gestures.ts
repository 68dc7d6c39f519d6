import type { InputEvent, WebContents } from 'electron';

const VALID_MS = 5000;
const GESTURES = new Set<InputEvent['type']>(['mouseDown', 'keyDown', 'rawKeyDown', 'gestureTap']);

/**
 * Notes the clicks and keys a page receives.
 *
 * @returns takes the latest one: true once per gesture, while it is fresh
 */
export function watchGestures(
  contents: Pick<WebContents, 'on'>,
  now: () => number = () => performance.now(),
): () => boolean {
  let latest = -Infinity;
  contents.on('input-event', (_event, { type }) => {
    if (GESTURES.has(type)) latest = now();
  });
  return () => {
    const isFresh = now() - latest < VALID_MS;
    latest = -Infinity;
    return isFresh;
  };
}
