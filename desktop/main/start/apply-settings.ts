import { type App, nativeTheme } from 'electron';
import type { ChangedSettings, DesktopSettings } from '../../ipc-contract.ts';
import type { LoginItem, LoginItemState } from '../lifecycle/login-item.ts';
import type { QuickAddShortcut } from '../quick-add/global-shortcut.ts';

/** Makes settings take effect, all of them at the start and the changed ones later. */
export interface SettingsEffects {
  /** Applies all settings but the login item, which people may have changed in the system's own settings. */
  start: (settings: DesktopSettings) => Promise<void>;
  apply: (changed: ChangedSettings) => Promise<void>;
  loginItem: () => LoginItemState;
  /** Asks the system again; @returns whether its answer is another one */
  lookAtLoginItem: () => Promise<boolean>;
}

/** What settings change. */
export function createSettingsEffects(deps: {
  app: App;
  shortcut: QuickAddShortcut;
  loginItem: LoginItem;
}): SettingsEffects {
  let loginItem: LoginItemState = deps.app.isPackaged ? 'off' : 'unavailable';
  const apply = async (changed: ChangedSettings): Promise<void> => {
    if (changed.theme !== undefined) nativeTheme.themeSource = changed.theme;
    if (changed.quickAddShortcut !== undefined) deps.shortcut.use(changed.quickAddShortcut);
    if (changed.showInDock !== undefined) showInDock(deps.app, changed.showInDock);
    if (changed.launchAtLogin !== undefined) loginItem = await deps.loginItem.change(changed.launchAtLogin);
  };
  const lookAtLoginItem = async (): Promise<boolean> => {
    const before = loginItem;
    loginItem = await deps.loginItem.read();
    return loginItem !== before;
  };
  return {
    loginItem: () => loginItem,
    lookAtLoginItem,
    apply,
    start: async ({ launchAtLogin: _atLogin, ...settings }) => {
      await apply(settings);
      await lookAtLoginItem();
    },
  };
}

function showInDock(app: App, isShown: boolean): void {
  if (process.platform !== 'darwin') return;
  if (isShown) void app.dock?.show();
  else app.dock?.hide();
}
