import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopState } from '../../ipc-contract.ts';
import type { Speech } from '../ground/speech.ts';
import { shownShortcut } from './app-menu.ts';
import { type UpdateActions, createUpdateItems } from './update-items.ts';
import { type TodaySummary, describeDue } from './today.ts';

const MAX_LABEL = 60;

export interface TrayActions extends UpdateActions {
  open: () => void;
  newChat: () => void;
  quickAdd: () => void;
  openTask: (id: number) => void;
  completeTask: (id: number) => void;
  /** @param until null ends the pause */
  pause: (until: 'hour' | 'tomorrow' | null) => void;
  openSettings: () => void;
  quit: () => void;
}

export interface TrayView {
  state: DesktopState;
  /** Null while it is not known. */
  today: TodaySummary | null;
  speech: Pick<Speech, 'messages' | 'locale'>;
  now: number;
}

/** Describes the tray's menu; "Open Parley" comes first, since some Linux trays know no click. */
export function createTrayMenu(view: TrayView, actions: TrayActions): MenuItemConstructorOptions[] {
  const { state, speech } = view;
  const { tray, menu } = speech.messages();
  const isSignedIn = state.account !== null;
  return [
    { id: 'open', label: tray.open, click: actions.open },
    ...(isSignedIn
      ? [{ id: 'new-chat', label: menu.newChat, click: actions.newChat }, quickAddItem(view, actions)]
      : [{ id: 'sign-in', label: tray.signIn, click: actions.open }]),
    ...connectionItems(view),
    ...(isSignedIn ? taskItems(view, actions) : []),
    { type: 'separator' },
    pauseItem(view, actions),
    { id: 'settings', label: menu.settings, click: actions.openSettings },
    ...createUpdateItems(state.update, speech, actions),
    { type: 'separator' },
    { id: 'quit', label: menu.quit, click: actions.quit },
  ];
}

/** Makes a text from outside safe as a label: one line, short, and no accidental access key. */
export function toLabel(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const characters = Array.from(line);
  const short = characters.length > MAX_LABEL ? `${characters.slice(0, MAX_LABEL - 1).join('')}…` : line;
  return short.replaceAll('&', '&&');
}

function quickAddItem({ state, speech }: TrayView, actions: TrayActions): MenuItemConstructorOptions {
  const { tray, menu } = speech.messages();
  return {
    id: 'quick-add',
    label: state.queuedQuickAdds > 0 ? tray.quickAddWaiting(state.queuedQuickAdds) : menu.quickAdd,
    ...shownShortcut(state),
    click: actions.quickAdd,
  };
}

function connectionItems({ state, speech }: TrayView): MenuItemConstructorOptions[] {
  const { tray } = speech.messages();
  const label = { online: null, offline: tray.offline, server_away: tray.serverAway }[state.connection];
  return label === null ? [] : [{ type: 'separator' }, { id: 'connection', label, enabled: false }];
}

function taskItems({ today, speech }: TrayView, actions: TrayActions): MenuItemConstructorOptions[] {
  const { tray } = speech.messages();
  if (today === null || today.next.length === 0) return [];
  return [
    { type: 'separator' },
    {
      id: 'today',
      label: describeDue(today, { due: tray.dueToday, overdue: tray.overdue }).join(' · '),
      enabled: false,
    },
    ...today.next.map(({ id, title }): MenuItemConstructorOptions => ({
      id: `task-${id}`,
      label: toLabel(title),
      submenu: [
        { id: `complete-${id}`, label: tray.markAsDone, click: () => actions.completeTask(id) },
        { id: `open-${id}`, label: tray.openTask, click: () => actions.openTask(id) },
      ],
    })),
  ];
}

function pauseItem({ state, speech, now }: TrayView, actions: TrayActions): MenuItemConstructorOptions {
  const { tray } = speech.messages();
  const { notifications, notificationsPausedUntil } = state.settings;
  const until = notificationsPausedUntil === null ? null : new Date(notificationsPausedUntil);
  if (until !== null && until.getTime() > now) {
    const label = tray.resume(describeTime(until, new Date(now), speech.locale()));
    return { id: 'resume', label, click: () => actions.pause(null) };
  }
  return {
    id: 'pause',
    label: tray.pause,
    enabled: notifications,
    submenu: [
      { id: 'pause-hour', label: tray.pauseForAnHour, click: () => actions.pause('hour') },
      { id: 'pause-tomorrow', label: tray.pauseUntilTomorrow, click: () => actions.pause('tomorrow') },
    ],
  };
}

function describeTime(time: Date, now: Date, locale: string): string {
  const isToday = time.toDateString() === now.toDateString();
  const day = isToday ? {} : ({ weekday: 'short' } as const);
  return new Intl.DateTimeFormat(locale, { ...day, hour: 'numeric', minute: '2-digit' }).format(time);
}
