import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { double, onlyKnown, record, requireReady } from './double-state.ts';
import type { Menu } from './menu.ts';

class NativeImage {
  readonly file: string;
  isTemplate = false;
  readonly #isEmpty: boolean;
  constructor(file: string, isEmpty: boolean) {
    this.file = file;
    this.#isEmpty = isEmpty;
  }
  isEmpty(): boolean {
    return this.#isEmpty;
  }
  setTemplateImage(isTemplate: boolean): void {
    this.isTemplate = isTemplate;
  }
}

/** Electron's `nativeImage`; a file that is not there or no image fails, so that a missing icon is seen. */
export const nativeImage = onlyKnown('nativeImage', {
  createEmpty: () => new NativeImage('', true),
  createFromPath: (file: string) => {
    record('nativeImage.createFromPath', file);
    if (!existsSync(file)) throw new Error(`This icon is missing: ${file}`);
    const head = readFileSync(file).subarray(0, 4).toString('hex');
    if (head !== '89504e47' && head !== '00000100') throw new Error(`This is neither PNG nor ICO: ${file}`);
    return new NativeImage(file, false);
  },
});

/** The trays that were made; weak, as the app has to keep its own. */
export const trays: WeakRef<Tray>[] = [];

export class Tray extends EventEmitter {
  image: NativeImage;
  tooltip = '';
  title = '';
  menu: Menu | null = null;
  #isDestroyed = false;
  constructor(...given: [image: NativeImage, guid?: string]) {
    super();
    const [image] = given;
    requireReady('Tray');
    if (given.length > 1 && typeof given[1] !== 'string') throw new TypeError('Argument must be a string');
    if (!double.config.hasTray) throw new Error('There is no status notifier here');
    record('new Tray', image.file, ...given.slice(1));
    this.image = image;
    trays.push(new WeakRef(this));
  }
  setImage(image: NativeImage): void {
    this.image = image;
  }
  setToolTip(text: string): void {
    if (text.length > 127) throw new Error('A tooltip this long is cut by Windows');
    this.tooltip = text;
  }
  setTitle(text: string): void {
    this.title = text;
  }
  setContextMenu(menu: Menu | null): void {
    record('tray.setContextMenu');
    this.menu = menu;
  }
  destroy(): void {
    this.#isDestroyed = true;
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
}
