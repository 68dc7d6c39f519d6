import { type BrowserWindow, screen } from 'electron';
import type { Scheduler } from '../ground/scheduler.ts';
import type { ProfileStore, SavedWindow } from '../ground/profile.ts';
import { centreIn, isWithinReach } from './window-state.ts';

const SAVE_AFTER_MS = 400;

/**
 * Keeps where a window is, and gives back what it should become when it is first shown: a hidden window cannot be
 * maximised without showing it.
 */
export function rememberWindow(
  window: BrowserWindow,
  saved: SavedWindow | null,
  deps: { profile: ProfileStore; scheduler: Scheduler },
): { reveal: () => void } {
  let unrestored = saved;
  let cancel: (() => void) | null = null;
  const save = (): void => {
    cancel?.();
    if (window.isDestroyed()) return;
    const { isMaximized, isFullScreen } = unrestored ?? {
      isMaximized: window.isMaximized(),
      isFullScreen: window.isFullScreen(),
    };
    void deps.profile.change({
      window: {
        bounds: window.getNormalBounds(),
        isMaximized,
        isFullScreen,
        zoom: window.webContents.getZoomLevel(),
      },
    });
  };
  const saveSoon = (): void => {
    cancel?.();
    cancel = deps.scheduler.after(SAVE_AFTER_MS, save);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('blur', save);
  window.on('close', save);
  return {
    reveal: () => {
      if (window.isMinimized()) window.restore();
      bringWithinReach(window);
      if (unrestored?.isMaximized === true) window.maximize();
      if (unrestored?.isFullScreen === true) window.setFullScreen(true);
      unrestored = null;
      window.show();
      window.focus();
    },
  };
}

export function workAreas(): Electron.Rectangle[] {
  return screen.getAllDisplays().map((display) => display.workArea);
}

function bringWithinReach(window: BrowserWindow): void {
  if (isWithinReach(window.getBounds(), workAreas())) return;
  window.setBounds(centreIn(screen.getPrimaryDisplay().workArea));
}
