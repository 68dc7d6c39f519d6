import path from 'node:path';
import { Menu, type NativeImage, Tray, app, nativeImage, nativeTheme } from 'electron';
import type { Logger } from 'pino';
import type { DesktopState } from '../../ipc-contract.ts';
import type { Speech } from '../i18n/speech.ts';
import { describeLook } from '../updates/check-from-menu.ts';
import { hasTrayHost } from './has-tray-host.ts';
import type { TodaySummary } from './today.ts';
import { type TrayActions, createTrayMenu, createTrayTooltip } from './tray-menu.ts';

const DOUBLE_CLICK_MS = 300;

/** The icon in the tray. Whoever sets it up keeps it: the icon goes away with its object. */
export interface ParleyTray {
  /** Shows what changed in menu, tooltip and badge. */
  update: (state: DesktopState, today: TodaySummary) => void;
  /** False where the desktop has no tray: then closing the window must not hide it. */
  isAvailable: () => boolean;
}

/**
 * Puts Parley into the tray.
 *
 * @param onClick the plain click on Windows and Linux; macOS opens the menu
 */
export function setupTray(actions: TrayActions, onClick: () => void, speech: Speech, logger: Logger): ParleyTray {
  let tray: Tray | null = null;
  try {
    tray = new Tray(loadIcon());
    listen(tray, onClick);
  } catch (error) {
    logger.warn({ err: error }, 'there is no tray here');
  }
  nativeTheme.on('updated', () => {
    if (process.platform === 'win32') tray?.setImage(loadIcon());
  });
  let isShown = true;
  void (async () => {
    isShown = await hasTrayHost();
  })();
  let shown = '';
  return {
    isAvailable: () => tray !== null && isShown,
    update: (state, today) => {
      const description = JSON.stringify([speech.language(), state, today]);
      if (tray === null || description === shown) return;
      shown = description;
      const words = speech.messages();
      tray.setToolTip(createTrayTooltip(state, today, words.tooltip));
      const items = createTrayMenu(state, today, words, (update) => describeLook(update, speech), actions);
      tray.setContextMenu(Menu.buildFromTemplate(items));
      showCount(tray, today.count);
    },
  };
}

function listen(tray: Tray, onClick: () => void): void {
  if (process.platform === 'darwin') return;
  let lastClick = 0;
  tray.on('click', () => {
    // The second half of a double click would hide what the first half showed.
    if (Date.now() - lastClick < DOUBLE_CLICK_MS) return;
    lastClick = Date.now();
    onClick();
  });
}

function showCount(tray: Tray, count: number): void {
  if (process.platform === 'darwin') {
    tray.setTitle(count === 0 ? '' : String(count));
    app.dock?.setBadge(count === 0 ? '' : String(count));
  } else if (process.platform === 'linux') {
    app.setBadgeCount(count);
  }
}

function loadIcon(): NativeImage {
  const image = nativeImage.createFromPath(path.join(iconDirectory(), iconName()));
  if (process.platform === 'darwin') image.setTemplateImage(true);
  return image;
}

function iconName(): string {
  if (process.platform === 'darwin') return 'trayTemplate.png';
  if (process.platform !== 'win32') return 'tray.png';
  return nativeTheme.shouldUseDarkColors ? 'tray-for-dark.ico' : 'tray-for-light.ico';
}

function iconDirectory(): string {
  return app.isPackaged
    ? path.join(process.resourcesPath, 'tray')
    : path.join(app.getAppPath(), 'desktop/packaging/tray');
}
