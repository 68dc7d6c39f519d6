import { Check, Undo2 } from 'lucide-react';
import { Link } from 'wouter';
import type { ChatReply } from '../client/chat-reply.ts';
import { useMessages } from '../i18n/language-context.tsx';

/** What came of a quick line: a receipt with its Undo, a question with its buttons, or an answer in words. */
export function QuickAddReply(props: {
  reply: ChatReply;
  /** Null once something else was changed. */
  onUndo: ((batchId: string) => void) | null;
  onDecide: (id: string, decision: 'confirm' | 'cancel') => void;
  onAnswer: (choice: string) => void;
}) {
  const { reply, onUndo } = props;
  const { quickAdd, action } = useMessages();
  const { receipt } = reply;
  const { choices = [] } = reply;
  const said = withoutChoices(reply.reply ?? reply.message, choices);
  const batchId = receipt?.batch_id ?? null;
  return (
    <>
      {said !== '' && <p className="quick-add-text">{said}</p>}
      {receipt && (
        <div className="quick-add-receipt">
          <Check size={16} strokeWidth={2.5} aria-hidden />
          <p className="quick-add-text">{receipt.text}</p>
        </div>
      )}
      <div className="quick-add-actions">
        {choices.map((choice) => (
          <button key={choice} type="button" className="button button-small" onClick={() => props.onAnswer(choice)}>
            {choice}
          </button>
        ))}
        {reply.confirmation && <Decision {...props} id={reply.confirmation.id} />}
        {batchId !== null && onUndo && (
          <button type="button" className="button button-small" onClick={() => onUndo(batchId)}>
            <Undo2 size={14} aria-hidden />
            {action.undo}
          </button>
        )}
        <Link href={`/chat/${reply.conversation_id}`} className="button button-small button-quiet">
          {quickAdd.openChat}
        </Link>
      </div>
    </>
  );
}

/** In words the choices stand below the question; here they are buttons. */
function withoutChoices(text: string, choices: readonly string[]): string {
  const list = choices.map((choice) => `- ${choice}`).join('\n');
  return list !== '' && text.endsWith(list) ? text.slice(0, -list.length).trimEnd() : text;
}

/** The buttons of the chat's card: a deletion is called by its name and is red, as everywhere. */
function Decision({ id, reply, onDecide }: { id: string } & Parameters<typeof QuickAddReply>[0]) {
  const { quickAdd, action } = useMessages();
  const isDelete = reply.tool_calls.some(({ name, status }) => name === 'delete_task' && status === 'proposed');
  return (
    <>
      <button
        type="button"
        className={`button button-small ${isDelete ? 'button-danger' : 'button-primary'}`}
        onClick={() => onDecide(id, 'confirm')}
      >
        {isDelete ? action.delete : quickAdd.confirm}
      </button>
      <button type="button" className="button button-small" onClick={() => onDecide(id, 'cancel')}>
        {quickAdd.decline}
      </button>
    </>
  );
}
