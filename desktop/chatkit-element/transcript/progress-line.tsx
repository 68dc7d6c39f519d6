import { Icon } from '../icons/icon.tsx';
import { useChat, useStrings } from '../session/session-hooks.tsx';

/** What the assistant is doing right now; three dots until it says something. */
export function ProgressLine() {
  const progress = useChat((state) => state.threadState.progress);
  const isSilent = useChat((state) => {
    const last = state.threadState.entries.at(-1);
    return last?.type === 'user_message' || last?.type === 'client_tool_call';
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

/** Says that something is on its way. */
export function Dots() {
  const strings = useStrings();
  return (
    <p className="progress dots">
      <span className="visually-hidden">{strings.working}</span>
      <i />
      <i />
      <i />
    </p>
  );
}
