import { createBrowserPlatform } from './browser-platform.ts';
import { createDesktopPlatform } from './desktop-platform.ts';
import type { Platform } from './platform.ts';

/** The platform this page runs on: the desktop app leaves its bridge on the window, a browser leaves nothing. */
export function choosePlatform(): Platform {
  return window.parley ? createDesktopPlatform(window.parley) : createBrowserPlatform();
}
