import { Fragment } from 'react';
import { useMessages } from '../i18n/language-context.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** The list of keyboard shortcuts. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { shortcuts } = useMessages();
  const rows: [keys: string[], joint: string, what: string][] = [
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
  ];
  return (
    <Dialog title={shortcuts.title} onClose={onClose}>
      <dl className="shortcut-list">
        {rows.map(([keys, joint, what]) => (
          <div key={what} className="shortcut">
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
