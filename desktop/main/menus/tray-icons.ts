import path from 'node:path';
import { type NativeImage, app, nativeImage, nativeTheme } from 'electron';

/** Loads the tray's icon for this system; on Windows the one that is seen on the taskbar as it is now. */
export function loadTrayIcon(): NativeImage {
  const image = load(iconName());
  if (process.platform === 'darwin') image.setTemplateImage(true);
  return image;
}

/** Loads the small number that Windows lays over the icon in the taskbar; null for none. */
export function loadCountBadge(count: number): NativeImage | null {
  return count === 0 ? null : load(`count-${count > 9 ? 'many' : count}.png`);
}

function iconName(): string {
  if (process.platform === 'darwin') return 'trayTemplate.png';
  if (process.platform !== 'win32') return 'tray.png';
  // The taskbar has a theme of its own, whatever the app's windows look like.
  return nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ? 'tray-for-dark.ico' : 'tray-for-light.ico';
}

function load(name: string): NativeImage {
  const directory = app.isPackaged ? process.resourcesPath : path.join(app.getAppPath(), 'desktop/packaging');
  return nativeImage.createFromPath(path.join(directory, 'tray', name));
}
