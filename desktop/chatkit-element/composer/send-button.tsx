import { ArrowUp, LoaderCircle, Square } from 'lucide-react';
import { canSend } from '../session/composer.ts';
import { useChat, useSession, useStrings } from '../session/session-hooks.tsx';

/** Sends; while a response runs it stops that, and beside it what is written can be sent after it. */
export function SendButton() {
  const strings = useStrings();
  const isReady = useChat(canSend);
  const isWaiting = useChat((state) => state.isSendWaiting);
  const isResponding = useChat((state) => state.activity === 'responding');
  const canStop = useChat((state) => state.threadState.canStop) && isResponding;
  if (isWaiting) {
    return (
      <>
        <span className="send-waiting" role="status">
          {strings.sendWaiting}
        </span>
        <button type="button" className="send" aria-label={strings.send} title={strings.sendWaiting} disabled>
          <LoaderCircle size={18} className="spin" aria-hidden="true" />
        </button>
      </>
    );
  }
  const label = isResponding ? strings.queueMessage : strings.send;
  return (
    <>
      {canStop && <StopButton />}
      {(!canStop || isReady) && <ReadyButton label={label} isDisabled={!isReady} />}
    </>
  );
}

function StopButton() {
  const session = useSession();
  const strings = useStrings();
  return (
    <button
      type="button"
      className="send"
      aria-label={strings.stop}
      title={strings.stop}
      onClick={() => {
        session.responder.stop();
        session.focusComposer();
      }}
    >
      <Square size={14} fill="currentColor" aria-hidden="true" />
    </button>
  );
}

function ReadyButton({ label, isDisabled }: { label: string; isDisabled: boolean }) {
  const session = useSession();
  return (
    <button
      type="button"
      className="send"
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={() => {
        session.sender.sendDraft();
        session.focusComposer();
      }}
    >
      <ArrowUp size={18} strokeWidth={2.25} aria-hidden="true" />
    </button>
  );
}
