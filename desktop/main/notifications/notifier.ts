import { randomUUID } from 'node:crypto';
import { Notification } from 'electron';
import type { Logger } from 'pino';
import type { DesktopSettings } from '../../ipc-contract.ts';
import { isQuiet } from './is-quiet.ts';
import { toLine } from '../ground/plain-text.ts';
import { type Activation, readToastArguments, toastXml } from './toast.ts';

const MAX_TITLE = 80;
const MAX_BODY = 120;
const MAX_SHOWN = 50;

/** What a notification says and offers. */
export interface Notice {
  /** The deep link of what it is about, which a click opens and a newer notice replaces; null for many things at once. */
  link: string | null;
  title: string;
  body: string;
  buttons: { name: string; label: string }[];
  /** Offers to answer in the notification itself, where the system can. */
  reply: { placeholder: string; button: string } | null;
}

/** Shows notifications of the system. */
export interface Notifier {
  /** Whether nothing is to be shown now: paused, switched off, or not possible here. */
  isQuiet: () => boolean;
  /** Shows a notice, unless it is quiet. */
  show: (notice: Notice) => void;
  /** Takes all of them away: they belong to an account that is not in use any more. */
  clear: () => void;
}

export interface NotifierDeps {
  platform: NodeJS.Platform;
  accountId: () => string | null;
  settings: () => DesktopSettings;
  now: () => number;
  /** Somebody clicked, pressed a button or answered; on Windows perhaps in an earlier run of the app. */
  onActivated: (activation: Activation) => void;
  logger: Logger;
}

/** Creates the notifier; one per app. */
export function createNotifier(deps: NotifierDeps): Notifier {
  // A notification that is garbage collected never reports its click.
  const shown = new Map<string, Notification>();
  const isWindows = deps.platform === 'win32';
  if (isWindows) {
    Notification.handleActivation((details) => {
      deps.onActivated(readToastArguments(details.arguments, details.reply));
    });
  }
  const take = (id: string): void => {
    const older = shown.get(id);
    shown.delete(id);
    older?.close();
  };
  const isQuietNow = (): boolean => isQuiet(deps.settings(), deps.now());
  return {
    isQuiet: isQuietNow,
    show: (notice) => {
      const accountId = deps.accountId();
      if (isQuietNow() || accountId === null) return;
      const id = (notice.link ?? randomUUID()).replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 64);
      const clean = cleanFor(deps.platform, notice);
      const notification = new Notification({
        id,
        groupId: id,
        title: clean.title,
        body: clean.body,
        ...(isWindows
          ? { toastXml: toastXml(clean, accountId) }
          : { actions: clean.buttons.map(({ label }) => ({ type: 'button', text: label }) as const) }),
        ...(clean.reply && deps.platform === 'darwin'
          ? { hasReply: true, replyPlaceholder: clean.reply.placeholder }
          : {}),
      });
      const activate = (action: string, reply = ''): void =>
        deps.onActivated({ accountId, link: notice.link ?? '', action, reply });
      if (!isWindows) {
        notification.on('click', () => activate('open'));
        notification.on('action', ({ actionIndex }) => activate(notice.buttons[actionIndex]?.name ?? 'open'));
        notification.on('reply', ({ reply }) => activate('reply', reply));
      }
      const forget = (): void => {
        if (shown.get(id) === notification) shown.delete(id);
      };
      notification.on('close', forget);
      notification.on('failed', (_event, reason) => {
        forget();
        deps.logger.warn({ reason }, 'a notification could not be shown');
      });
      // Taken away first: the older one would take the newer along when it is collected.
      take(id);
      const [oldest] = shown.keys();
      if (oldest !== undefined && shown.size >= MAX_SHOWN) take(oldest);
      shown.set(id, notification);
      notification.show();
    },
    clear: () => {
      for (const id of shown.keys()) take(id);
    },
  };
}

/** Services of Linux read markup in the body and, some of them, in the title, where others show what is escaped. */
function cleanFor(platform: NodeJS.Platform, notice: Notice): Notice {
  const title = toLine(notice.title, MAX_TITLE);
  const body = toLine(notice.body, MAX_BODY);
  if (platform !== 'linux') return { ...notice, title, body };
  return {
    ...notice,
    title: title.replaceAll('<', '‹').replaceAll('>', '›'),
    body: body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  };
}
