import type { LinkRouter } from '../links/link-router.ts';
import { parseDeepLink } from '../links/parse-deep-link.ts';
import type { QuickAdd } from '../quick-add/setup-quick-add.ts';
import { type Reminders, setupReminders } from './setup-reminders.ts';
import type { Base } from '../ground/base.ts';
import type { Services } from '../server/create-services.ts';
import type { MainWindow } from '../windows/main-window.ts';
import { createAnswerNotices } from './answer-notices.ts';
import { createNotifier } from './notifier.ts';
import type { Activation } from './toast.ts';

/** Everything the app says through notifications of the system. */
export interface Notifications {
  reminders: Reminders;
  /** Takes all of them away. */
  clear: () => void;
}

/** What notifications are about, and where their clicks lead. */
export interface NotificationsDeps extends Base {
  services: Services;
  router: LinkRouter;
  mainWindow: MainWindow;
  quickAdd: QuickAdd;
}

/** Connects reminders, answers and quick add with one notifier, and its clicks with the app. */
export function setupNotifications(deps: NotificationsDeps): Notifications {
  const { profile, speech, signals, router, mainWindow, quickAdd, scheduler, logger } = deps;
  const { accounts, api, happenings } = deps.services;
  const accountId = (): string | null => accounts.active()?.id ?? null;
  const activate = async (activation: Activation): Promise<void> => {
    // Windows may have started the app for this.
    await accounts.loaded;
    const link = parseDeepLink(activation.link);
    const target = link?.kind === 'open' ? link.target : { kind: 'dashboard' as const };
    if (link === null && activation.link !== '') logger.warn('a notification with a wrong link was refused');
    // Task 12 of one account is not task 12 of another.
    if (activation.accountId !== accountId()) {
      mainWindow.show();
      if (activation.reply !== '') quickAdd.giveBack(activation.reply, speech.messages().quickAdd.signInFirst);
    } else if (target.kind === 'add') quickAdd.window.show();
    else if (activation.action === 'open') router.openTarget(target);
    else if (target.kind === 'task') reminders.act(target.id, activation.action);
    else if (target.kind === 'chat' && target.id !== null && activation.reply.trim() !== '') {
      await answers.reply(target.id, activation.reply);
    } else router.openTarget(target);
  };
  const notifier = createNotifier({
    platform: process.platform,
    accountId,
    settings: profile.settings,
    now: scheduler.now,
    onActivated: (activation) => void activate(activation),
    logger,
  });
  const reminders = setupReminders({
    api,
    notifier,
    accountId,
    isLive: happenings.isLive,
    settings: profile.settings,
    speech,
    openTask: (id) => router.openTarget({ kind: 'task', id }),
    onChanged: () => void signals.emit('wrote', 'shell'),
    scheduler,
    logger,
  });
  /** Shows why something typed was not taken; a click leads to quick add, where it is. */
  const showProblem = (title: string, message: string): void => {
    const body = profile.settings().hideNotificationContent ? speech.messages().quickAdd.failed : message;
    notifier.show({ link: 'parley://add', title, body, buttons: [], reply: null });
  };
  const answers = createAnswerNotices({
    notifier,
    api,
    queue: quickAdd.queue,
    isWatched: () => mainWindow.window()?.isVisible() === true && mainWindow.window()?.isFocused() === true,
    accountId,
    settings: profile.settings,
    speech,
    onReplied: () => void signals.emit('wrote', 'shell'),
    giveBack: (text, problem) => {
      quickAdd.giveBack(text, problem);
      showProblem(speech.messages().answer.replyFailed, problem);
    },
  });
  signals.on('answered', (answer, from) => void answers.show(answer, from));
  signals.on('refused', (problem) => showProblem(speech.messages().quickAdd.windowTitle, problem));
  return {
    reminders,
    clear: notifier.clear,
  };
}
