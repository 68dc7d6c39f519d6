import path from 'node:path';
import { app, crashReporter, dialog, shell } from 'electron';
import { readConfig } from './ground/config.ts';
import { createLogger } from './diagnostics/create-logger.ts';
import { logDirectory, openLogFile } from './diagnostics/log-file.ts';
import { createSpeech } from './ground/speech.ts';
import { isOpenedForDebugging } from './lifecycle/refuse-debugging.ts';
import { setupProcessGuards } from './lifecycle/process-guards.ts';
import { setupLinks } from './links/setup-links.ts';
import { registerAppScheme } from './pages/register-app-scheme.ts';
import { createExternalLinks } from './pages/external-links.ts';
import { setupWebContentsGuards } from './pages/guard-web-contents.ts';
import { refuseCredentials } from './pages/refuse-credentials.ts';
import { isAccelerationWanted } from './lifecycle/read-acceleration.ts';
import { keepFromAskingForDictionaries } from './pages/spelling.ts';
import { startParley } from './start/start-parley.ts';

const config = readConfig(app.isPackaged);
// Windows looks for libraries in the working directory first.
if (process.platform === 'win32') process.chdir(path.dirname(process.execPath));
if (process.platform === 'win32') app.setAppUserModelId('dev.parley.desktop');
// Windows starts this id when a toast of an earlier run is clicked, so it must never change. Electron writes it into the
// Start menu's shortcut and the registry by itself.
if (process.platform === 'win32') app.setToastActivatorCLSID('{7C1A4F0E-52D9-4B7B-9E0D-3A6C5B8F21D4}');
if (config.profileDirectory !== undefined) app.setPath('userData', config.profileDirectory);
app.enableSandbox();
if (!isAccelerationWanted(app.getPath('userData'))) {
  app.disableHardwareAcceleration();
  app.commandLine.appendSwitch('disable-gpu');
}
registerAppScheme();
const links = isOpenedForDebugging(app) ? null : setupLinks(app, process.argv);
if (links === null) {
  app.exit(0);
} else {
  crashReporter.start({ uploadToServer: false });
  const logger = createLogger(openLogFile(logDirectory(app)));
  const speech = createSpeech(() => [...app.getPreferredSystemLanguages(), app.getLocale()]);
  const openExternally = createExternalLinks({
    open: (href) => shell.openExternal(href),
    ask: async (description) => {
      const { link } = speech.messages();
      const { response } = await dialog.showMessageBox({
        type: 'question',
        message: link.question,
        detail: description,
        buttons: [link.open, link.cancel],
        defaultId: 1,
        cancelId: 1,
      });
      return response === 0;
    },
    onRefused: () => logger.warn('a link to a place Parley does not open was refused'),
    onFailed: (error) => logger.warn({ err: error }, 'the system could not open a link'),
  });
  const leave = setupProcessGuards(app, speech, logger, config.appImage);
  refuseCredentials(app);
  setupWebContentsGuards(app, openExternally);
  keepFromAskingForDictionaries(app);
  app.on('window-all-closed', () => app.quit());
  app
    .whenReady()
    .then(() => startParley({ app, config, speech, logger, links }))
    .catch(leave);
}
