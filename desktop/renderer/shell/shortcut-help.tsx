import { Fragment } from 'react';
import { keysOf, osOfPage } from '../desktop/settings/accelerator.ts';
import { useMessages } from '../i18n/language-context.tsx';
import type { PaletteAction } from '../palette/command-palette.tsx';
import { useAppServices } from '../services/app-services.ts';
import { Dialog } from '../ui/dialog.tsx';

type Row = [keys: readonly string[], joint: string, what: string];

export function ShortcutHelp({ actions, onClose }: { actions: readonly PaletteAction[]; onClose: () => void }) {
  const { shortcuts, palette } = useMessages();
  const desktopRows = useDesktopRows();
  const { shell } = useAppServices().platform;
  const rows: Row[] = [
    [keysOf('CommandOrControl+K', shell?.os ?? osOfPage()), '', palette.title],
    ...actions.flatMap(({ keys, label }): Row[] => (keys.length === 0 ? [] : [[keys, shortcuts.andThen, label]])),
    [['↓', '↑'], shortcuts.or, shortcuts.rows],
    [['x'], '', shortcuts.toggle],
    [['F6'], '', shortcuts.panes],
    ...desktopRows,
  ];
  return (
    <Dialog title={shortcuts.title} onClose={onClose}>
      <dl className="shortcut-list">
        {rows.map(([keys, joint, what]) => (
          <div key={`${what} ${keys.join()}`} className="shortcut">
            <dt>{what}</dt>
            <dd>
              {keys.map((key, index) => (
                <Fragment key={key}>
                  {index > 0 && <span className="shortcut-joint"> {joint} </span>}
                  <kbd>{key}</kbd>
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** What the menus of a desktop add, in the keys of its keyboard. */
function useDesktopRows(): Row[] {
  const { shortcuts } = useMessages();
  const { shell } = useAppServices().platform;
  if (!shell) return [];
  const row = (accelerator: string, what: string): Row => [
    keysOf(`CommandOrControl+${accelerator}`, shell.os),
    '',
    what,
  ];
  return [
    row('N', shortcuts.newChat),
    row('Shift+N', shortcuts.newTask),
    row(',', shortcuts.settings),
    row('Plus', shortcuts.zoomIn),
    row('-', shortcuts.zoomOut),
    row('0', shortcuts.zoomReset),
  ];
}
