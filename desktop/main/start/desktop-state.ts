import type { BrowserSignInState, DesktopState, UpdateState } from '../../ipc-contract.ts';
import type { Accounts } from '../server/accounts.ts';
import type { ConnectionState } from '../server/connection.ts';
import type { LoginItemState } from '../lifecycle/login-item.ts';
import type { ShortcutState } from '../quick-add/global-shortcut.ts';
import type { ProfileStore } from '../ground/profile.ts';

/** The parts the state is put together from; each knows its own. */
export interface StateSources {
  accounts: Accounts;
  profile: ProfileStore;
  server: () => string;
  defaultServer: string;
  connection: () => ConnectionState;
  browserSignIn: () => BrowserSignInState;
  shortcut: () => ShortcutState;
  loginItem: () => LoginItemState;
  /** A first run has other things to ask. */
  isFirstRun: boolean;
  update: () => UpdateState;
  queuedQuickAdds: () => number;
  spellCheckLanguages: () => string[];
}

/** Puts together what the page and the tray show. */
export function readDesktopState(from: StateSources): DesktopState {
  return {
    account: from.accounts.active(),
    accounts: from.accounts.all(),
    server: { url: from.server(), isDefault: from.server() === from.defaultServer },
    connection: from.connection(),
    browserSignIn: from.browserSignIn(),
    sessionStorage: from.accounts.storage(),
    shortcut: from.shortcut(),
    loginItem: from.loginItem(),
    asksAboutLogin: !from.isFirstRun && from.loginItem() === 'off' && isUndecided(from),
    update: from.update(),
    queuedQuickAdds: from.queuedQuickAdds(),
    spellCheckLanguages: from.spellCheckLanguages(),
    settings: from.profile.settings(),
  };
}

function isUndecided({ accounts, profile }: StateSources): boolean {
  return accounts.active() !== null && profile.get().settings.launchAtLogin === undefined;
}
