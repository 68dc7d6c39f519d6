import type { CDPSession, Download, Page } from 'playwright';
import { CancellableEvent } from './cancellable-event.ts';
import { record } from './double-state.ts';
import { createDownloadItem } from './download-item.ts';
import type { Session } from './session.ts';

/** The contents of a window, as far as its page reports to them. */
interface Contents {
  readonly session: Session;
  hasCrashed: boolean;
  emit: (name: string, ...values: unknown[]) => boolean;
}

/** Turns what happens to a page into the events of its webContents. */
export function forwardPageEvents(page: Page, cdp: CDPSession, contents: Contents): void {
  const toShown = (real: string): string => contents.session.servers.toShown(real);
  cdp.on('Page.frameNavigated', ({ frame }) => {
    if (frame.parentId !== undefined || frame.unreachableUrl !== undefined) return;
    contents.emit('did-navigate', new CancellableEvent(), toShown(frame.url), 200, 'OK');
  });
  cdp.on('Page.navigatedWithinDocument', ({ url }) =>
    contents.emit('did-navigate-in-page', new CancellableEvent(), toShown(url), true),
  );
  cdp.on('Page.domContentEventFired', () => contents.emit('dom-ready', new CancellableEvent()));
  page.on('crash', () => {
    contents.hasCrashed = true;
    contents.emit('render-process-gone', new CancellableEvent(), { reason: 'crashed', exitCode: 139 });
  });
  page.on('dialog', (dialog) => {
    if (dialog.type() !== 'beforeunload') record('page.dialog', dialog.type(), dialog.message());
    void dialog.dismiss().catch(() => undefined);
  });
  page.on('download', (download) => offerDownload(download, contents, toShown(download.url())));
}

function offerDownload(download: Download, contents: Contents, address: string): void {
  const event = new CancellableEvent();
  const item = createDownloadItem(address, download.suggestedFilename(), () => void download.cancel());
  contents.session.emit('will-download', event, item, contents);
  record('download', address, event.defaultPrevented ? 'prevented' : 'allowed');
  if (event.defaultPrevented) item.cancel();
  // Where the app names no place, Electron asks the person for one.
  else if (item.getSavePath() === '') record('download.saveDialog', item.getFilename());
}
