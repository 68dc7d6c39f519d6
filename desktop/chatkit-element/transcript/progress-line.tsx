import { Icon } from '../icons/icon.tsx';
import { useChat } from '../session/session-hooks.tsx';
import { Dots } from './entries/dots.tsx';

/** What the assistant is doing right now; three dots until it says something. */
export function ProgressLine() {
  const progress = useChat((state) => state.threadState.progress);
  const isSilent = useChat(({ threadState }) => {
    const last = threadState.entries.at(-1);
    return last !== undefined && SILENT.has(last.type) && !threadState.unfinished.has(last.id);
  });
  if (progress) {
    return (
      <p className="progress">
        {progress.icon && <Icon name={progress.icon} size={16} />}
        <span className="shimmer">{progress.text}</span>
      </p>
    );
  }
  return isSilent ? <Dots /> : null;
}

/** After these something is still to come, and nothing else says so. */
const SILENT: ReadonlySet<string> = new Set([
  'user_message',
  'client_tool_call',
  'structured_input',
  'workflow',
  'task',
]);
