import type { Rectangle } from 'electron';
import type { SavedWindow } from '../ground/profile.ts';
import type { Placement } from './create-window.ts';

const DEFAULT_SIZE = { width: 1120, height: 760 };
const MIN_SIZE = { width: 400, height: 480 };
const VISIBLE_PIXELS = 100;

/**
 * Where the main window opens: where it was, when enough of that is on a screen that still exists.
 *
 * @param workAreas of the displays there are now
 */
export function restorePlacement(saved: SavedWindow | null, workAreas: Rectangle[]): Placement {
  if (!saved) return DEFAULT_SIZE;
  const bounds = {
    ...saved.bounds,
    width: Math.max(saved.bounds.width, MIN_SIZE.width),
    height: Math.max(saved.bounds.height, MIN_SIZE.height),
  };
  return isWithinReach(bounds, workAreas) ? bounds : DEFAULT_SIZE;
}

/** Whether enough of a window is on some screen to be taken hold of. */
export function isWithinReach(bounds: Rectangle, workAreas: Rectangle[]): boolean {
  return workAreas.some((area) => overlaps(bounds, area));
}

/** The middle of a screen, for a window whose own screen went away while it was hidden. */
export function centreIn(area: Rectangle): Rectangle {
  const width = Math.min(DEFAULT_SIZE.width, area.width);
  const height = Math.min(DEFAULT_SIZE.height, area.height);
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
    width,
    height,
  };
}

function overlaps(bounds: Rectangle, area: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const height = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y);
  return width >= VISIBLE_PIXELS && height >= VISIBLE_PIXELS;
}
