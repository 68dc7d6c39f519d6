import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowUp, LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { chatReply } from '../client/chat-reply.ts';
import { describeError } from '../client/describe-error.ts';
import { useAppServices } from '../app-services.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useUser } from '../session/session-context.tsx';
import { tasksKey } from '../tasks/use-tasks.ts';
import { conversationsKey } from './use-conversations.ts';

/** What is sent: words, or the answer to what is proposed. */
type Turn = { message: string } | { confirmation: { id: string; decision: 'confirm' | 'cancel' } };

/** One line to the agent without opening the chat; lines of one visit form one conversation, which the chat can carry on. */
export function QuickAdd() {
  const { api } = useAppServices();
  const { id: userId } = useUser();
  const messages = useMessages();
  const { quickAdd } = messages;
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const [conversationId, setConversationId] = useState<string | null>(null);

  const send = useMutation({
    mutationFn: (turn: Turn) =>
      api.json(chatReply, `/api/${encodeURIComponent(userId)}/chat`, {
        method: 'POST',
        body: { ...turn, ...(conversationId === null ? {} : { conversation_id: conversationId }) },
      }),
    onSuccess: (reply) => {
      setConversationId(reply.conversation_id);
      setText('');
      void queryClient.invalidateQueries({ queryKey: tasksKey(userId) });
      void queryClient.invalidateQueries({ queryKey: conversationsKey(userId) });
    },
  });
  const reply = send.data;
  const decide = (id: string, decision: 'confirm' | 'cancel') => send.mutate({ confirmation: { id, decision } });

  return (
    <section className="quick-add" aria-label={quickAdd.label}>
      <form
        className="quick-add-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '' && !send.isPending) send.mutate({ message: text.trim() });
        }}
      >
        <input
          className="quick-add-input"
          aria-label={quickAdd.label}
          placeholder={quickAdd.placeholder}
          autoComplete="off"
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button
          type="submit"
          className="quick-add-send"
          aria-label={quickAdd.send}
          title={quickAdd.send}
          disabled={text.trim() === '' || send.isPending}
        >
          {send.isPending ? <LoaderCircle size={18} className="spin" aria-hidden /> : <ArrowUp size={18} aria-hidden />}
        </button>
      </form>
      <div className="quick-add-reply" role="status">
        {send.isPending && <p className="quick-add-note">{quickAdd.working}</p>}
        {send.error && <p className="quick-add-note is-error">{describeError(send.error, messages)}</p>}
        {reply && !send.isPending && (
          <>
            <p className="quick-add-text">{reply.message}</p>
            <div className="quick-add-actions">
              {reply.confirmation && (
                <>
                  <button
                    type="button"
                    className="button button-small button-danger"
                    onClick={() => decide(reply.confirmation?.id ?? '', 'confirm')}
                  >
                    {quickAdd.confirm}
                  </button>
                  <button
                    type="button"
                    className="button button-small"
                    onClick={() => decide(reply.confirmation?.id ?? '', 'cancel')}
                  >
                    {quickAdd.decline}
                  </button>
                </>
              )}
              <Link href={`/chat/${reply.conversation_id}`} className="button button-small button-quiet">
                {quickAdd.openChat}
              </Link>
            </div>
          </>
        )}
      </div>
    </section>
  );
}
