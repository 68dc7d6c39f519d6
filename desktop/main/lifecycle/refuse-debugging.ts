import type { App } from 'electron';

/** What lets somebody else's program look into this one, or run its own code in it. */
const SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'js-flags',
  'load-extension',
];

/** Whether an installed app was started in a way that opens it to other programs; a development build may be. */
export function isOpenedForDebugging(app: App): boolean {
  return app.isPackaged && SWITCHES.some((name) => app.commandLine.hasSwitch(name));
}
