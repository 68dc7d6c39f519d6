import { BrowserWindow, app, globalShortcut, session } from 'electron';

const ADDRESS = 'parley://app/';

/** The floor of the desktop's figures: one window with one field, shown by the shortcut, and nothing else. */
async function startBareShell(): Promise<void> {
  await app.whenReady();
  session.defaultSession.protocol.handle(
    'parley',
    () => new Response('<!doctype html><textarea></textarea>', { headers: { 'content-type': 'text/html' } }),
  );
  const window = new BrowserWindow({ show: false });
  await window.loadURL(ADDRESS);
  globalShortcut.register('Control+Shift+Space', () => {
    window.show();
    void window.webContents.executeJavaScript('document.querySelector("textarea").focus()');
  });
}

void startBareShell();
