import type { GlobalShortcut } from 'electron';

/** Whether the shortcut works, in the terms the settings page explains. */
export type ShortcutState = 'registered' | 'taken' | 'unavailable' | 'off';

/** Keeps one accelerator registered with the system. */
export interface QuickAddShortcut {
  state: () => ShortcutState;
  /** @param accelerator null switches the shortcut off */
  use: (accelerator: string | null) => ShortcutState;
  /** Lets the keys through to the page that records new ones. */
  suspend: (isSuspended: boolean) => void;
  /**
   * Registers again: some systems forget during sleep, and another app may have let go of the keys.
   *
   * @returns whether the state is another one now
   */
  renew: () => boolean;
  release: () => void;
}

/** Creates the shortcut; `isSupported` is false where the session has no global shortcuts. */
export function createQuickAddShortcut(
  shortcuts: Pick<GlobalShortcut, 'register' | 'unregister' | 'isRegistered' | 'setSuspended'>,
  isSupported: boolean,
  onPressed: () => void,
): QuickAddShortcut {
  let current: string | null = null;
  let state: ShortcutState = 'off';
  const release = (): void => {
    if (current !== null && shortcuts.isRegistered(current)) shortcuts.unregister(current);
  };
  const use = (accelerator: string | null): ShortcutState => {
    // Nothing can be registered while the old one is being replaced.
    shortcuts.setSuspended(false);
    release();
    current = accelerator;
    if (accelerator === null) state = 'off';
    else if (!isSupported) state = 'unavailable';
    else state = tryRegister(shortcuts, accelerator, onPressed) ? 'registered' : 'taken';
    return state;
  };
  return {
    state: () => state,
    use,
    suspend: (isSuspended) => shortcuts.setSuspended(isSuspended),
    renew: () => {
      const before = state;
      return current !== null && !shortcuts.isRegistered(current) && use(current) !== before;
    },
    release,
  };
}

function tryRegister(shortcuts: Pick<GlobalShortcut, 'register'>, accelerator: string, onPressed: () => void): boolean {
  try {
    return shortcuts.register(accelerator, onPressed);
  } catch {
    return false;
  }
}
