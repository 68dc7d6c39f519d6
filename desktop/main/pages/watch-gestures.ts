import type { WebContents } from 'electron';

const VALID_MS = 5000;
const GESTURES = new Set(['mouseDown', 'keyDown', 'rawKeyDown', 'gestureTap']);

/**
 * Notes the clicks and keys a page receives, and those of the frames in it.
 *
 * @returns takes the latest one: true once per gesture, while it is fresh
 */
export function watchGestures(
  contents: Pick<WebContents, 'on'>,
  now: () => number = () => performance.now(),
): () => boolean {
  let latest = -Infinity;
  const note = (_event: object, { type }: { type: string }): void => {
    if (GESTURES.has(type)) latest = now();
  };
  contents.on('input-event', note);
  // Frames from elsewhere have a widget of their own, of which the first says nothing.
  contents.on('before-mouse-event', note);
  contents.on('before-input-event', note);
  return () => {
    const isFresh = now() - latest < VALID_MS;
    latest = -Infinity;
    return isFresh;
  };
}
