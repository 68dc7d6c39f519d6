import { Ellipsis, Lock } from 'lucide-react';
import { useState } from 'react';
import type { Thread } from '../protocol/thread-item.ts';
import { useChat, useSession, useStrings } from '../session/session-hooks.tsx';
import { Menu } from '../ui/menu.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { RenameField } from './rename-field.tsx';

/** One thread in the history: open it, rename it in place, or delete it. */
export function HistoryRow({ thread, place, count }: { thread: Thread; place: number; count: number }) {
  const session = useSession();
  const strings = useStrings();
  const history = useChat((state) => state.options?.history);
  const isActive = useChat((state) => state.activeThreadId === thread.id);
  const [mode, setMode] = useState<'shown' | 'renaming' | 'deleting'>('shown');
  const title = thread.title ?? '';
  const shownTitle = title === '' ? strings.untitled : title;
  const rows = [
    ...(history?.showRename === false
      ? []
      : [{ key: 'rename', label: strings.rename, icon: 'write', choose: () => setMode('renaming') }]),
    ...(history?.showDelete === false
      ? []
      : [
          {
            key: 'delete',
            label: strings.delete,
            icon: 'trash',
            isDangerous: true,
            choose: () => setMode('deleting'),
          },
        ]),
  ];
  if (mode === 'renaming') {
    return (
      <li className="history-row" data-thread={thread.id} aria-posinset={place} aria-setsize={count}>
        <RenameField
          title={title}
          onDone={(renamed) => {
            setMode('shown');
            if (renamed !== null) void session.history.rename(thread.id, renamed);
          }}
        />
      </li>
    );
  }
  return (
    <li
      className="history-row"
      data-active={isActive}
      data-thread={thread.id}
      aria-posinset={place}
      aria-setsize={count}
    >
      <button
        type="button"
        className="history-open"
        {...(isActive && { 'aria-current': 'true' as const })}
        onClick={() => {
          void session.openThread(thread.id).catch(() => undefined);
          session.focusComposer();
        }}
      >
        <bdi>{shownTitle}</bdi>
        {thread.status.type !== 'active' && <Lock size={13} aria-hidden="true" />}
      </button>
      {rows.length > 0 && (
        <Menu
          label={`${strings.moreActions}: ${shownTitle}`}
          className="icon-button icon-button-sm row-menu"
          rows={rows}
          isBelow
        >
          <Ellipsis size={16} aria-hidden="true" />
        </Menu>
      )}
      {mode === 'deleting' && (
        <DeleteDialog
          title={shownTitle}
          onCancel={() => setMode('shown')}
          onConfirm={() => {
            setMode('shown');
            void session.deleteThread(thread.id);
          }}
        />
      )}
    </li>
  );
}
