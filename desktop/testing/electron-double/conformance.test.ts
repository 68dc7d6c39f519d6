import { expectTypeOf, it } from 'vitest';
import type { app } from './app.ts';
import type { BrowserWindow } from './browser-window.ts';
import type { createDownloadItem } from './download-item.ts';
import type { FrameDouble } from './frame-double.ts';
import type { IpcEvent, ipcMain } from './ipc-main.ts';
import type { Menu, MenuItem } from './menu.ts';
import type { Notification } from './notification.ts';
import type { safeStorage } from './safe-storage.ts';
import type { Session, protocol, session } from './session.ts';
import type * as system from './system.ts';
import type { Tray, nativeImage } from './tray.ts';
import type { WebContents } from './web-contents.ts';

/** What the double has and Electron has not, but for what is there for the tests. */
type Invented<Double, Real, ForTests extends keyof Double = never> = Exclude<keyof Double, keyof Real | ForTests>;

type System = typeof system;

it('D-16 the double invents no member: one that Electron renames does not compile', () => {
  expectTypeOf<Invented<typeof app, Electron.App, 'finish'>>().toBeNever();
  expectTypeOf<Invented<typeof app.commandLine, Electron.CommandLine>>().toBeNever();
  expectTypeOf<Invented<NonNullable<typeof app.dock>, Electron.Dock>>().toBeNever();
  expectTypeOf<Invented<BrowserWindow, Electron.BrowserWindow, 'options'>>().toBeNever();
  expectTypeOf<Invented<typeof BrowserWindow, typeof Electron.BrowserWindow>>().toBeNever();
  expectTypeOf<
    Invented<
      WebContents,
      Electron.WebContents,
      | 'preferences'
      | 'page'
      | 'hasCrashed'
      | 'lastInputAt'
      | 'destroy'
      | 'invoke'
      | 'askToOpen'
      | 'decideStray'
      | 'decideNavigation'
      | 'decideRedirect'
    >
  >().toBeNever();
  expectTypeOf<Invented<FrameDouble, Electron.WebFrameMain>>().toBeNever();
  expectTypeOf<Invented<IpcEvent, Electron.IpcMainInvokeEvent>>().toBeNever();
  expectTypeOf<Invented<typeof ipcMain, Electron.IpcMain>>().toBeNever();
  expectTypeOf<Invented<Menu, Electron.Menu>>().toBeNever();
  expectTypeOf<Invented<typeof Menu, typeof Electron.Menu, 'application'>>().toBeNever();
  expectTypeOf<Invented<MenuItem, Electron.MenuItem, 'onClick'>>().toBeNever();
  expectTypeOf<Invented<Notification, Electron.Notification, 'options'>>().toBeNever();
  expectTypeOf<Invented<typeof Notification, typeof Electron.Notification>>().toBeNever();
  expectTypeOf<Invented<Tray, Electron.Tray, 'image' | 'tooltip' | 'title' | 'menu'>>().toBeNever();
  expectTypeOf<Invented<typeof nativeImage, typeof Electron.nativeImage>>().toBeNever();
  expectTypeOf<Invented<typeof protocol, Electron.Protocol>>().toBeNever();
  expectTypeOf<
    Invented<
      Session,
      Electron.Session,
      | 'partition'
      | 'secret'
      | 'servers'
      | 'requests'
      | 'handlers'
      | 'checkHandler'
      | 'requestHandler'
      | 'deviceHandler'
      | 'displayMediaHandler'
      | 'context'
      | 'onContext'
      | 'applyPermissions'
    >
  >().toBeNever();
  expectTypeOf<Invented<Session['protocol'], Electron.Protocol>>().toBeNever();
  expectTypeOf<Invented<Session['webRequest'], Electron.WebRequest>>().toBeNever();
  expectTypeOf<Invented<typeof session, typeof Electron.Session>>().toBeNever();
  expectTypeOf<Invented<typeof safeStorage, Electron.SafeStorage>>().toBeNever();
  expectTypeOf<Invented<ReturnType<typeof createDownloadItem>, Electron.DownloadItem>>().toBeNever();
  expectTypeOf<Invented<System['autoUpdater'], Electron.AutoUpdater>>().toBeNever();
  expectTypeOf<Invented<System['clipboard'], Electron.Clipboard>>().toBeNever();
  expectTypeOf<Invented<System['crashReporter'], Electron.CrashReporter>>().toBeNever();
  expectTypeOf<Invented<System['dialog'], Electron.Dialog>>().toBeNever();
  expectTypeOf<Invented<System['globalShortcut'], Electron.GlobalShortcut>>().toBeNever();
  expectTypeOf<Invented<System['nativeTheme'], Electron.NativeTheme>>().toBeNever();
  expectTypeOf<Invented<System['net'], Electron.Net>>().toBeNever();
  expectTypeOf<Invented<System['powerMonitor'], Electron.PowerMonitor>>().toBeNever();
  expectTypeOf<Invented<System['screen'], Electron.Screen>>().toBeNever();
  expectTypeOf<Invented<System['shell'], Electron.Shell>>().toBeNever();
});
