import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopState } from '../../ipc-contract.ts';
import type { TodaySummary } from './today.ts';

const MAX_LABEL = 60;

/** What the tray's items do. */
export interface TrayActions {
  open: () => void;
  newChat: () => void;
  quickAdd: () => void;
  openTask: (id: number) => void;
  completeTask: (id: number) => void;
  /** @param until null ends the pause */
  pause: (until: 'hour' | 'tomorrow' | null) => void;
  openSettings: () => void;
  checkForUpdates: () => void;
  restartToUpdate: () => void;
  quit: () => void;
}

/** Describes the tray's menu; "Open Parley" comes first, since some Linux trays know no click. */
export function createTrayMenu(
  state: DesktopState,
  today: TodaySummary,
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const isSignedIn = state.account !== null;
  return [
    { id: 'open', label: isSignedIn ? 'Open Parley' : 'Sign in…', click: actions.open },
    ...(isSignedIn
      ? [{ id: 'new-chat', label: 'New chat', click: actions.newChat }, quickAddItem(state, actions)]
      : []),
    ...(isSignedIn ? taskItems(today, actions) : []),
    { type: 'separator' },
    pauseItem(state, actions),
    { id: 'settings', label: 'Settings…', click: actions.openSettings },
    updateItem(state, actions),
    { type: 'separator' },
    { id: 'quit', label: 'Quit Parley', click: actions.quit },
  ];
}

/** The tray's tooltip: at most 64 characters, whatever there is to say. */
export function createTrayTooltip(state: DesktopState, today: TodaySummary): string {
  if (state.account === null) return 'Parley: signed out';
  const count = today.count === 0 ? 'nothing due today' : `${today.count} due today`;
  const trouble = { online: '', offline: ', offline', server_away: ', server away' }[state.connection];
  const update = state.update.status === 'ready' ? ', update ready' : '';
  return `Parley: ${count}${trouble}${update}`.slice(0, 64);
}

/** Makes a text from outside safe as a label: one line, short, and no accidental access key. */
export function toLabel(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const characters = Array.from(line);
  const short = characters.length > MAX_LABEL ? `${characters.slice(0, MAX_LABEL - 1).join('')}…` : line;
  return short.replaceAll('&', '&&');
}

function quickAddItem(state: DesktopState, actions: TrayActions): MenuItemConstructorOptions {
  const shortcut = state.shortcut === 'registered' ? state.settings.quickAddShortcut : null;
  return {
    id: 'quick-add',
    label: state.queuedQuickAdds > 0 ? `Quick add… (${state.queuedQuickAdds} waiting)` : 'Quick add…',
    ...(shortcut === null ? {} : { accelerator: shortcut, registerAccelerator: false }),
    click: actions.quickAdd,
  };
}

function taskItems(today: TodaySummary, actions: TrayActions): MenuItemConstructorOptions[] {
  if (today.next.length === 0) return [];
  return [
    { type: 'separator' },
    { id: 'today', label: `Due today: ${today.count}`, enabled: false },
    ...today.next.map(({ id, title }): MenuItemConstructorOptions => ({
      id: `task-${id}`,
      label: toLabel(title),
      submenu: [
        { id: `complete-${id}`, label: 'Mark as done', click: () => actions.completeTask(id) },
        { id: `open-${id}`, label: 'Open', click: () => actions.openTask(id) },
      ],
    })),
  ];
}

function pauseItem(state: DesktopState, actions: TrayActions): MenuItemConstructorOptions {
  if (state.settings.notificationsPausedUntil !== null) {
    return { id: 'resume', label: 'Resume notifications', click: () => actions.pause(null) };
  }
  return {
    id: 'pause',
    label: 'Pause notifications',
    submenu: [
      { id: 'pause-hour', label: 'For 1 hour', click: () => actions.pause('hour') },
      { id: 'pause-tomorrow', label: 'Until tomorrow', click: () => actions.pause('tomorrow') },
    ],
  };
}

function updateItem(state: DesktopState, actions: TrayActions): MenuItemConstructorOptions {
  const { update } = state;
  if (update.status === 'ready') {
    return { id: 'restart', label: `Restart to update (${update.version})`, click: actions.restartToUpdate };
  }
  return {
    id: 'updates',
    label: 'Check for updates…',
    enabled: update.status !== 'off',
    click: actions.checkForUpdates,
  };
}
