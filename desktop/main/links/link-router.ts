import type { Logger } from 'pino';
import type { DesktopTarget } from '../../ipc-contract.ts';
import { parseDeepLink } from './parse-deep-link.ts';

/** Brings deep links to the page: at once, or when there is a page and somebody is signed in. */
export interface LinkRouter {
  /** Takes a link from outside. */
  open: (link: string) => void;
  /** Takes a target from the app itself: the tray, a notification, a menu. */
  openTarget: (target: DesktopTarget) => void;
  /** The page listens, or somebody signed in: what waited goes out. */
  flush: () => void;
  /** How many links were not understood. */
  refused: () => number;
}

/**
 * Creates the router. One target waits at a time, the newest.
 *
 * @param deps.canDeliver whether the page listens and somebody is signed in
 */
export function createLinkRouter(deps: {
  canDeliver: () => boolean;
  deliver: (target: DesktopTarget) => void;
  /** Takes text for quick add. */
  prefill: (text: string) => void;
  /** The browser hands back the code of a sign-in. */
  onCallback: (code: string) => Promise<void>;
  show: () => void;
  logger: Logger;
}): LinkRouter {
  let waiting: DesktopTarget | null = null;
  let refused = 0;
  const flush = (): void => {
    if (waiting === null || !deps.canDeliver()) return;
    const target = waiting;
    waiting = null;
    if (isForQuickAdd(target)) deps.prefill(target.text);
    else deps.deliver(target);
  };
  const openTarget = (target: DesktopTarget): void => {
    waiting = target;
    // Quick add is a window of its own; the main one has to ask people to sign in first.
    if (!isForQuickAdd(target) || !deps.canDeliver()) deps.show();
    flush();
  };
  return {
    open: (link) => {
      const parsed = parseDeepLink(link);
      // The link itself may hold what somebody wrote, or a token: only its kind is logged.
      deps.logger.info({ kind: parsed?.kind ?? 'refused' }, 'a link arrived');
      if (parsed === null) {
        refused += 1;
        return;
      }
      if (parsed.kind === 'open') openTarget(parsed.target);
      else {
        deps.show();
        void deps.onCallback(parsed.code);
      }
    },
    openTarget,
    flush,
    refused: () => refused,
  };
}

/** An empty one is the menu's “New task”, which has a form of its own. */
function isForQuickAdd(target: DesktopTarget): target is Extract<DesktopTarget, { kind: 'add' }> {
  return target.kind === 'add' && target.text !== '';
}
