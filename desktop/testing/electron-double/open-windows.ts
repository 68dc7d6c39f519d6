/** What the app needs to know of a window when it quits. */
interface OpenWindow {
  close: () => void;
  isDestroyed: () => boolean;
}

const windows = new Set<OpenWindow>();

export function openWindows(): OpenWindow[] {
  return [...windows];
}

/** Notes a window for as long as it exists. */
export function addWindow(window: OpenWindow): () => void {
  windows.add(window);
  return () => windows.delete(window);
}
