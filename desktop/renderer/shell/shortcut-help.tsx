import { Fragment } from 'react';
import { keysOf } from '../desktop/settings/accelerator.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { Dialog } from '../ui/dialog.tsx';

type Row = [keys: string[], joint: string, what: string];

export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { shortcuts } = useMessages();
  const desktopRows = useDesktopRows();
  const rows: Row[] = [
    [['n'], '', shortcuts.newTask],
    [['/'], '', shortcuts.search],
    [['g', 'd'], shortcuts.andThen, shortcuts.goDashboard],
    [['g', 'c'], shortcuts.andThen, shortcuts.goChat],
    [['g', 't'], shortcuts.andThen, shortcuts.goTasks],
    [['g', 'p'], shortcuts.andThen, shortcuts.goProfile],
    [['↓', '↑'], shortcuts.or, shortcuts.rows],
    [['x'], '', shortcuts.toggle],
    [['F6'], '', shortcuts.panes],
    [['?'], '', shortcuts.help],
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
