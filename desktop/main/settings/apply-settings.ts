import { type App, type Session, nativeTheme } from 'electron';
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
  /** What spelling can be checked in; nothing where the system decides by itself. */
  spellCheckLanguages: () => string[];
}

/** What settings change. */
export function createSettingsEffects(deps: {
  app: App;
  session: Session;
  shortcut: QuickAddShortcut;
  loginItem: LoginItem;
}): SettingsEffects {
  let loginItem: LoginItemState = deps.app.isPackaged ? 'off' : 'unavailable';
  const apply = async (changed: ChangedSettings): Promise<void> => {
    if (changed.theme !== undefined) nativeTheme.themeSource = changed.theme;
    if (changed.quickAddShortcut !== undefined) deps.shortcut.use(changed.quickAddShortcut);
    if (changed.spellCheckLanguages !== undefined) setSpellCheckLanguages(deps, changed.spellCheckLanguages);
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
    spellCheckLanguages: () => (process.platform === 'darwin' ? [] : deps.session.availableSpellCheckerLanguages),
    apply,
    start: async ({ launchAtLogin: _atLogin, ...settings }) => {
      await apply(settings);
      await lookAtLoginItem();
    },
  };
}

function setSpellCheckLanguages({ app, session }: { app: App; session: Session }, chosen: string[]): void {
  // macOS finds the language by itself and refuses to be told.
  if (process.platform === 'darwin') return;
  const available = session.availableSpellCheckerLanguages;
  const wanted = chosen.length > 0 ? chosen : app.getPreferredSystemLanguages();
  const known = wanted.flatMap((tag) => findDictionary(available, tag) ?? []);
  if (known.length > 0) session.setSpellCheckerLanguages([...new Set(known)]);
}

/** A system that speaks `de-AT` is served by the dictionary `de`, and one that speaks `en` by `en-GB`. */
function findDictionary(available: string[], tag: string): string | undefined {
  const [language] = tag.split('-');
  return (
    available.find((each) => each === tag) ??
    available.find((each) => each === language) ??
    available.find((each) => each.startsWith(`${language}-`))
  );
}

function showInDock(app: App, isShown: boolean): void {
  if (process.platform !== 'darwin') return;
  if (isShown) void app.dock?.show();
  else app.dock?.hide();
}
