import { History, SquarePen } from 'lucide-react';
import type { HeaderOption } from '@openai/chatkit';
import { Icon } from './icons/icon.tsx';
import { useChat, useSession, useStrings } from './session/session-hooks.tsx';

/** The bar above the thread: host buttons, title, history and new chat. */
export function ChatHeader() {
  const session = useSession();
  const strings = useStrings();
  const header = useChat((state) => state.options?.header);
  const hasHistory = useChat((state) => state.options?.history?.enabled !== false);
  const threadTitle = useChat((state) => state.threadState.thread?.title);
  const hasThread = useChat((state) => state.activeThreadId !== null || state.threadState.entries.length > 0);
  if (header?.enabled === false) return null;
  const title = header?.title?.enabled === false ? '' : (header?.title?.text ?? threadTitle ?? '');
  return (
    <div className="header">
      <div className="header-side">
        {header?.leftAction && <HostButton action={header.leftAction} />}
        {hasHistory && (
          <button
            type="button"
            className="icon-button"
            aria-label={strings.history}
            title={strings.history}
            data-history-button
            onClick={() => session.history.open()}
          >
            <History size={18} strokeWidth={1.75} aria-hidden="true" />
          </button>
        )}
      </div>
      {title === '' ? (
        <div className="header-title" />
      ) : (
        <h2 className="header-title" title={title}>
          <bdi>{title}</bdi>
        </h2>
      )}
      <div className="header-side header-end">
        {hasThread && (
          <button
            type="button"
            className="icon-button"
            aria-label={strings.newChat}
            title={strings.newChat}
            onClick={() => {
              void session.openThread(null);
              session.focusComposer();
            }}
          >
            <SquarePen size={18} strokeWidth={1.75} aria-hidden="true" />
          </button>
        )}
        {header?.rightAction && <HostButton action={header.rightAction} />}
      </div>
    </div>
  );
}

/** A host button has an icon and no text: the icon's name is the best label there is. */
function HostButton({ action }: { action: NonNullable<HeaderOption['leftAction']> }) {
  const label = action.icon.replaceAll('-', ' ');
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} onClick={() => action.onClick()}>
      <Icon name={action.icon} />
    </button>
  );
}
