import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopState, UpdateState } from '../../ipc-contract.ts';
import type { NativeMessages } from '../i18n/native-messages-en.ts';
import type { TodaySummary } from './today.ts';

const MAX_LABEL = 60;
const MAX_TOOLTIP = 64;

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

/** Which version was found to be the newest, and at what time. */
type DescribeLook = (state: UpdateState & { status: 'idle' }) => string;

/** Describes the tray's menu; "Open Parley" comes first, since some Linux trays know no click. */
export function createTrayMenu(
  state: DesktopState,
  today: TodaySummary,
  words: NativeMessages,
  describeTime: DescribeLook,
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const isSignedIn = state.account !== null;
  return [
    { id: 'open', label: isSignedIn ? words.tray.open : words.tray.signIn, click: actions.open },
    ...(isSignedIn
      ? [{ id: 'new-chat', label: words.menu.newChat, click: actions.newChat }, quickAddItem(state, words, actions)]
      : []),
    ...(isSignedIn ? taskItems(today, words.tray, actions) : []),
    { type: 'separator' },
    pauseItem(state, words.tray, actions),
    { id: 'settings', label: words.menu.settings, click: actions.openSettings },
    ...updateItems(state, words.menu, describeTime, actions),
    { type: 'separator' },
    { id: 'quit', label: words.menu.quit, click: actions.quit },
  ];
}

/** The tray's tooltip: at most 64 characters, whatever there is to say. */
export function createTrayTooltip(
  state: Pick<DesktopState, 'account' | 'connection' | 'update'>,
  today: TodaySummary,
  words: NativeMessages['tooltip'],
): string {
  const isSignedIn = state.account !== null;
  const trouble = { online: [], offline: [words.offline], server_away: [words.serverAway] }[state.connection];
  const pieces = [
    isSignedIn ? words.due(today.count) : words.signedOut,
    ...(isSignedIn ? trouble : []),
    ...(state.update.status === 'ready' ? [words.updateReady] : []),
  ];
  return `Parley: ${pieces.join(', ')}`.slice(0, MAX_TOOLTIP);
}

/** Makes a text from outside safe as a label: one line, short, and no accidental access key. */
export function toLabel(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const characters = Array.from(line);
  const short = characters.length > MAX_LABEL ? `${characters.slice(0, MAX_LABEL - 1).join('')}…` : line;
  return short.replaceAll('&', '&&');
}

function quickAddItem(state: DesktopState, words: NativeMessages, actions: TrayActions): MenuItemConstructorOptions {
  const shortcut = state.shortcut === 'registered' ? state.settings.quickAddShortcut : null;
  return {
    id: 'quick-add',
    label: state.queuedQuickAdds > 0 ? words.tray.quickAddWaiting(state.queuedQuickAdds) : words.menu.quickAdd,
    ...(shortcut === null ? {} : { accelerator: shortcut, registerAccelerator: false }),
    click: actions.quickAdd,
  };
}

function taskItems(
  today: TodaySummary,
  words: NativeMessages['tray'],
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  if (today.next.length === 0) return [];
  return [
    { type: 'separator' },
    { id: 'today', label: words.dueToday(today.count), enabled: false },
    ...today.next.map(({ id, title }): MenuItemConstructorOptions => ({
      id: `task-${id}`,
      label: toLabel(title),
      submenu: [
        { id: `complete-${id}`, label: words.markAsDone, click: () => actions.completeTask(id) },
        { id: `open-${id}`, label: words.openTask, click: () => actions.openTask(id) },
      ],
    })),
  ];
}

function pauseItem(
  state: DesktopState,
  words: NativeMessages['tray'],
  actions: TrayActions,
): MenuItemConstructorOptions {
  if (state.settings.notificationsPausedUntil !== null) {
    return { id: 'resume', label: words.resume, click: () => actions.pause(null) };
  }
  return {
    id: 'pause',
    label: words.pause,
    submenu: [
      { id: 'pause-hour', label: words.pauseForAnHour, click: () => actions.pause('hour') },
      { id: 'pause-tomorrow', label: words.pauseUntilTomorrow, click: () => actions.pause('tomorrow') },
    ],
  };
}

function updateItems(
  state: DesktopState,
  words: NativeMessages['menu'],
  describeTime: DescribeLook,
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const { update } = state;
  const check = { id: 'updates', click: actions.checkForUpdates };
  switch (update.status) {
    case 'ready':
      return [{ id: 'restart', label: words.restartToUpdate(update.version), click: actions.restartToUpdate }];
    case 'checking':
      return [{ ...check, label: words.checkingForUpdates, enabled: false }];
    case 'downloading':
      return [{ ...check, label: words.downloadingUpdate(`${update.version} (${update.percent} %)`), enabled: false }];
    case 'failed':
      return [{ ...check, label: words.updateFailed }];
    case 'idle':
      return [
        ...(update.checkedAt === null
          ? []
          : [{ id: 'up-to-date', label: words.upToDate(describeTime(update)), enabled: false }]),
        { ...check, label: words.checkForUpdates },
      ];
    default:
      return [{ ...check, label: words.checkForUpdates, enabled: update.status !== 'off' }];
  }
}
