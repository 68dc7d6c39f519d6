import { type BrowserWindow, Menu, type MenuItemConstructorOptions, Tray, app, nativeTheme, screen } from 'electron';
import type { Logger } from 'pino';
import type { DesktopState } from '../../ipc-contract.ts';
import type { Speech } from '../ground/speech.ts';
import type { Scheduler } from '../ground/scheduler.ts';
import { hasTrayHost } from './has-tray-host.ts';
import { type TodaySummary, describeDue } from './today.ts';
import { describeTray } from './describe-tray.ts';
import { loadCountBadge, loadTrayIcon } from './tray-icons.ts';
import { type TrayActions, createTrayMenu } from './tray-menu.ts';
import { createTrayTooltip } from './tray-tooltip.ts';

const DOUBLE_CLICK_MS = 300;

/** The icon in the tray. Whoever sets it up keeps it: the icon goes away with its object. */
export interface ParleyTray {
  /** Shows what changed in menu, tooltip and badge. */
  update: (state: DesktopState, today: TodaySummary | null) => void;
  /** Shows the count again: Windows forgets it with the button of a hidden window. */
  showCount: () => void;
  /** False where the desktop has no tray: then closing the window must not hide it. */
  isAvailable: () => Promise<boolean>;
}

export interface TrayDeps {
  actions: TrayActions;
  /** The plain click on Windows and Linux; macOS opens the menu. */
  onClick: () => void;
  /** The window whose button in the taskbar carries the count on Windows. */
  window: () => BrowserWindow | null;
  isSignedBuild: boolean;
  speech: Speech;
  scheduler: Scheduler;
  logger: Logger;
}

export function setupTray(deps: TrayDeps): ParleyTray {
  const { speech, scheduler } = deps;
  const tray = createTray(deps);
  if (tray) {
    listen(tray, deps);
    if (process.platform === 'win32') followTaskbar(tray);
  }
  let shownToday: TodaySummary | null = null;
  let shownMenu = '';
  let shownCount = '';
  const showCount = (): void => {
    const { tooltip } = speech.messages();
    const count = shownToday?.count ?? 0;
    if (process.platform === 'win32') {
      deps
        .window()
        ?.setOverlayIcon(loadCountBadge(count), count === 0 ? '' : describeDue(shownToday, tooltip).join(', '));
    } else if (process.platform === 'darwin') {
      tray?.setTitle(count === 0 ? '' : String(count));
      app.dock?.setBadge(count === 0 ? '' : String(count));
    } else {
      app.setBadgeCount(count);
    }
  };
  return {
    isAvailable: async () => tray !== null && (await hasTrayHost()),
    showCount,
    update: (state, today) => {
      shownToday = today;
      const asked = `${speech.language()} ${today?.count ?? 0} ${today?.overdue ?? 0}`;
      if (asked !== shownCount) showCount();
      shownCount = asked;
      if (!tray) return;
      const items = createTrayMenu({ state, today, speech, now: scheduler.now() }, deps.actions);
      const tooltip = createTrayTooltip(state, today, speech.messages().tooltip);
      const described = JSON.stringify([tooltip, items]);
      // An open menu closes when it is replaced, so it is not replaced by its equal.
      if (described === shownMenu) return;
      shownMenu = described;
      show(tray, tooltip, items);
    },
  };
}

/** Linux shows changed items only when the whole menu is set again, so it always is. */
function show(tray: Tray, tooltip: string, items: MenuItemConstructorOptions[]): void {
  tray.setToolTip(tooltip);
  tray.setContextMenu(Menu.buildFromTemplate(items));
}

function createTray(deps: TrayDeps): Tray | null {
  try {
    return new Tray(...describeTray(loadTrayIcon(), process.platform, deps.isSignedBuild));
  } catch (error) {
    deps.logger.warn({ err: error }, 'there is no tray here');
    return null;
  }
}

function listen(tray: Tray, deps: TrayDeps): void {
  if (process.platform === 'darwin') return;
  let lastClick = Number.NEGATIVE_INFINITY;
  tray.on('click', () => {
    // The second half of a double click would hide what the first half showed.
    if (deps.scheduler.now() - lastClick < DOUBLE_CLICK_MS) return;
    lastClick = deps.scheduler.now();
    deps.onClick();
  });
}

function followTaskbar(tray: Tray): void {
  const redraw = (): void => tray.setImage(loadTrayIcon());
  nativeTheme.on('updated', redraw);
  screen.on('display-metrics-changed', redraw);
}
