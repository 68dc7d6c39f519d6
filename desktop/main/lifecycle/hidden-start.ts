import type { Scheduler } from '../ground/scheduler.ts';

/** At login the desktop's own tray may come up after us. */
const TRAY_PATIENCE_MS = 5000;

/** Shows the window after a hidden start when there is no tray to bring it back; otherwise nobody could. */
export function showWithoutTray(deps: {
  isTrayAvailable: () => Promise<boolean>;
  show: () => void;
  scheduler: Scheduler;
}): void {
  deps.scheduler.after(TRAY_PATIENCE_MS, () => {
    void (async () => {
      if (!(await deps.isTrayAvailable())) deps.show();
    })();
  });
}
