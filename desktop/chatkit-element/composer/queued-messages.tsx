import { ArrowUp, Clock, Paperclip, Pencil, X } from 'lucide-react';
import { queueOf } from '../session/sending/message-queue.ts';
import { useChat, useSession, useStrings } from '../session/session-hooks.tsx';
import type { QueuedMessage } from '../state/queued-message.ts';

/** What was sent while a response runs, above the composer: it can be changed and taken back until it goes out. */
export function QueuedMessages({ canEdit }: { canEdit: boolean }) {
  const strings = useStrings();
  const waiting = useChat(queueOf);
  if (waiting.length === 0) return null;
  return (
    <ol className="queued-list" aria-label={strings.queued} aria-live="polite">
      {waiting.map((message) => (
        <Queued key={message.bubble.id} message={message} canEdit={canEdit} />
      ))}
    </ol>
  );
}

function Queued({ message, canEdit }: { message: QueuedMessage; canEdit: boolean }) {
  const session = useSession();
  const strings = useStrings();
  const isIdle = useChat((state) => state.activity === 'idle');
  const isOpen = useChat((state) => state.threadState.thread?.status.type !== 'closed');
  const { id, content, attachments } = message.bubble;
  const hasToBeSent = message.isHeld || isIdle;
  const text = content.map((part) => part.text).join('');
  return (
    <li className="queued" data-held={hasToBeSent}>
      <Clock size={15} aria-hidden="true" />
      <div className="queued-text">
        <p dir="auto">{text === '' ? attachments.map(({ name }) => name).join(', ') : text}</p>
        <small>
          {message.failure ?? (hasToBeSent ? strings.queuedHeld : strings.queuedNext)}
          {attachments.length > 0 && (
            <span className="queued-files" title={strings.attachments}>
              <Paperclip size={11} aria-hidden="true" />
              <span className="visually-hidden">{strings.attachments}</span> {attachments.length}
            </span>
          )}
        </small>
      </div>
      {hasToBeSent && isOpen && (
        <QueuedButton label={strings.send} isDisabled={!isIdle} act={() => session.sender.sendQueued(id)}>
          <ArrowUp size={15} aria-hidden="true" />
        </QueuedButton>
      )}
      {canEdit && (
        <QueuedButton label={strings.editQueued} act={() => session.sender.editQueued(id)}>
          <Pencil size={14} aria-hidden="true" />
        </QueuedButton>
      )}
      <QueuedButton label={strings.removeQueued} act={() => void session.sender.queue.take(id)}>
        <X size={15} aria-hidden="true" />
      </QueuedButton>
    </li>
  );
}

type QueuedButtonProps = { label: string; isDisabled?: boolean; act: () => void; children: React.ReactNode };

/** The message goes away with its buttons: who pressed one goes on in the composer. */
function QueuedButton({ label, isDisabled = false, act, children }: QueuedButtonProps) {
  const session = useSession();
  return (
    <button
      type="button"
      className="icon-button icon-button-sm"
      aria-label={label}
      title={label}
      disabled={isDisabled}
      onClick={() => {
        act();
        session.focusComposer();
      }}
    >
      {children}
    </button>
  );
}
