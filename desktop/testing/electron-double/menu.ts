import { double, onlyKnown, record } from './double-state.ts';

const ROLES = new Set(
  'undo redo cut copy paste pasteandmatchstyle delete selectall reload forcereload toggledevtools resetzoom zoomin zoomout togglespellchecker togglefullscreen window minimize close help about services hide hideothers unhide quit startspeaking stopspeaking zoom front appmenu filemenu editmenu viewmenu sharemenu recentdocuments windowmenu'.split(
    ' ',
  ),
);
const TYPES = new Set(['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette']);
const ACCELERATOR =
  /^(?:(?:Command|Cmd|Control|Ctrl|CommandOrControl|CmdOrCtrl|Alt|Option|AltGr|Shift|Super|Meta)\+)*(?:[A-Z0-9]|F\d{1,2}|Plus|Space|Tab|Backspace|Delete|Insert|Return|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape|Esc|[,./;'\]\\=`[-])$/;

type Template = Electron.MenuItemConstructorOptions;

/** One entry of a menu; clicking it does what a person's click would. */
export class MenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly role: string | undefined;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  readonly type: string;
  readonly checked: boolean;
  readonly onClick: unknown;
  constructor(options: Template) {
    const role = options.role?.toLowerCase();
    if (role !== undefined && !ROLES.has(role)) throw new Error(`Unknown menu role: ${options.role}`);
    if (options.type !== undefined && !TYPES.has(options.type)) throw new Error(`Unknown menu type: ${options.type}`);
    if (options.accelerator !== undefined && !isAccelerator(options.accelerator)) {
      throw new TypeError(`Invalid accelerator: ${options.accelerator}`);
    }
    if (options.type !== 'separator' && options.label === undefined && role === undefined) {
      throw new Error('A menu item needs a label, a role or the type separator');
    }
    this.id = options.id;
    this.label = options.label ?? options.role ?? '';
    this.role = role;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.accelerator = options.accelerator;
    this.onClick = options.click;
    this.submenu = Array.isArray(options.submenu) ? Menu.buildFromTemplate(options.submenu) : undefined;
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal');
    this.checked = options.checked ?? false;
    if (this.type === 'submenu' && !this.submenu) throw new Error('Invalid submenu');
  }
  click(): void {
    if (this.enabled && typeof this.onClick === 'function') this.onClick(this, undefined, {});
  }
}

export class Menu {
  readonly items: MenuItem[] = [];
  static application: Menu | null = null;
  static buildFromTemplate(template: Template[]): Menu {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
    const menu = new Menu();
    for (const options of template) menu.items.push(new MenuItem(options));
    return onlyKnown('Menu', menu);
  }
  static setApplicationMenu(menu: Menu | null): void {
    if (menu !== null && !Array.isArray(menu.items)) throw new TypeError('Invalid menu');
    record('Menu.setApplicationMenu');
    Menu.application = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.application;
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
  popup(): void {
    record('menu.popup', describeMenu(this));
    double.events.emit('popup', this);
  }
}

/** The menu as a test wants to read it. */
export function describeMenu(menu: Menu): string[] {
  return menu.items
    .filter(({ visible }) => visible)
    .flatMap((item) => [
      item.label === '' ? '-' : item.label,
      ...(item.submenu ? describeMenu(item.submenu).map((label) => `  ${label}`) : []),
    ]);
}

/** Whether Electron would understand an accelerator. */
export function isAccelerator(text: string): boolean {
  return ACCELERATOR.test(text);
}
