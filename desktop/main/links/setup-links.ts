import path from 'node:path';
import type { App } from 'electron';
import { z } from 'zod';
import { APP_SCHEME } from '../ground/app-origin.ts';
import { findDeepLink } from './find-deep-link.ts';

const additionalData = z.strictObject({ argv: z.array(z.string().max(4096)).max(64) });

/** What arrives from outside before there is anybody to take it, and afterwards. */
export interface Links {
  /** The link this process was started with, or was sent before `handOver`. */
  handOver: (open: (link: string) => void, showApp: () => void) => void;
}

/**
 * Takes the single-instance lock and listens for links; called before the app is ready.
 *
 * @returns null when another Parley runs already: that one was told, and this one must leave
 */
export function setupLinks(app: App, argv: readonly string[]): Links | null {
  if (!app.requestSingleInstanceLock({ argv: argv.slice(1, 65) })) return null;
  let waiting = findDeepLink(argv.slice(1));
  let open = (link: string): void => {
    waiting = link;
  };
  let showApp: (() => void) | null = null;
  app.on('will-finish-launching', () => {
    app.on('open-url', (event, link) => {
      event.preventDefault();
      open(link);
    });
  });
  app.on('second-instance', (_event, commandLine, _directory, data) => {
    const sent = additionalData.safeParse(data);
    const second = sent.success ? sent.data.argv : commandLine.slice(1);
    const link = findDeepLink(second);
    if (link !== null) open(link);
    else if (!second.includes('--hidden')) showApp?.();
  });
  registerScheme(app, argv);
  return {
    handOver: (take, show) => {
      open = take;
      showApp = show;
      if (waiting !== null) take(waiting);
      waiting = null;
    },
  };
}

function registerScheme(app: App, argv: readonly string[]): void {
  const entry = argv[1];
  // In development the executable is Electron itself, which needs to be told what to run.
  if (!app.isPackaged && entry !== undefined) {
    app.setAsDefaultProtocolClient(APP_SCHEME, process.execPath, [path.resolve(entry), '--']);
  } else {
    app.setAsDefaultProtocolClient(APP_SCHEME, process.execPath, ['--']);
  }
}
