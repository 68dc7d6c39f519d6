import type { App } from 'electron';

/** What lets somebody else's program look into this one, or run its own code in it. */
const SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-address',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'js-flags',
  'load-extension',
  'disable-extensions-except',
  'gpu-launcher',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'browser-subprocess-path',
  'disable-web-security',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'host-rules',
  'host-resolver-rules',
  'log-net-log',
  'user-data-dir',
];

/** Whether an installed app was started in a way that opens it to other programs; a development build may be. */
export function isOpenedForDebugging(app: App): boolean {
  return app.isPackaged && SWITCHES.some((name) => app.commandLine.hasSwitch(name));
}
