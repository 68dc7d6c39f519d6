import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ArrowUp, LoaderCircle } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { chatReply, type ChatReply } from '../client/chat-reply.ts';
import { describeError } from '../client/describe-error.ts';
import { DateChoices } from '../dates/date-choices.tsx';
import { MarkedInput } from '../dates/marked-input.tsx';
import { PreviewText } from '../dates/preview-text.tsx';
import { useDatePreview } from '../dates/use-date-preview.ts';
import { conversationsKey } from '../conversations/use-conversations.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useUser } from '../session/session-context.tsx';
import { tasksApi } from '../tasks/store/tasks-api.ts';
import { useRefreshTasks } from '../tasks/store/use-tasks.ts';
import { useToast } from '../ui/toast-context.tsx';
import { QuickAddReply } from './quick-add-reply.tsx';

/** Marks what this line does, to tell it from changes made elsewhere on the page. */
const OWN_CHANGES = ['quick-add'] as const;

/** What is sent: words, or the answer to what is proposed. */
type QuickTurn = { message: string } | { confirmation: { id: string; decision: 'confirm' | 'cancel' } };

/** One line to the agent without opening the chat; lines of one visit form one conversation, which the chat can carry on. */
export function QuickAdd() {
  const { api } = useAppServices();
  const { id: userId } = useUser();
  const messages = useMessages();
  const { quickAdd } = messages;
  const queryClient = useQueryClient();
  const toast = useToast();
  const refreshTasks = useRefreshTasks();
  const [text, setText] = useState('');
  const [conversationId, setConversationId] = useState<string | null>(null);
  const preview = useDatePreview(text, 'task');
  const hintId = useId();
  const input = useRef<HTMLInputElement>(null);

  const send = useMutation({
    mutationKey: OWN_CHANGES,
    mutationFn: (turn: QuickTurn) =>
      api.json(chatReply, `/api/${encodeURIComponent(userId)}/chat`, {
        method: 'POST',
        body: { ...turn, ...(conversationId === null ? {} : { conversation_id: conversationId }) },
      }),
    onSuccess: (reply) => {
      setConversationId(reply.conversation_id);
      setText('');
      refreshTasks();
      void queryClient.invalidateQueries({ queryKey: conversationsKey(userId) });
    },
  });
  const reply = send.data;
  const isNewest = useIsNewestChange(reply);
  const undo = useMutation({
    mutationKey: OWN_CHANGES,
    mutationFn: (batchId: string) => tasksApi(api, userId).undo(batchId),
    onSuccess: ({ undone }) => {
      toast({ message: undone.length > 0 ? messages.tasks.undone : messages.tasks.undoneNothing });
      send.reset();
    },
    onError: (error) => toast({ message: describeError(error, messages), tone: 'danger' }),
    onSettled: refreshTasks,
  });

  return (
    <section className="quick-add" aria-label={quickAdd.label}>
      <form
        className="quick-add-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '' && !send.isPending) send.mutate({ message: text.trim() });
        }}
      >
        <MarkedInput
          preview={preview}
          input={input}
          className="quick-add-input"
          aria-label={quickAdd.label}
          aria-describedby={hintId}
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
      <div className="quick-add-preview">
        <p id={hintId} className="field-hint">
          <PreviewText preview={preview} hint={messages.dates.hint} />
        </p>
        <DateChoices text={text} preview={preview} input={input} onChoose={setText} />
      </div>
      <div className="quick-add-reply" role="status">
        {send.isPending && <p className="quick-add-note">{quickAdd.working}</p>}
        {send.error && <p className="quick-add-note is-error">{describeError(send.error, messages)}</p>}
        {reply && !send.isPending && (
          <QuickAddReply
            reply={reply}
            onUndo={isNewest && !undo.isPending ? undo.mutate : null}
            onAnswer={(choice) => send.mutate({ message: choice })}
            onDecide={(id, decision) => send.mutate({ confirmation: { id, decision } })}
          />
        )}
      </div>
    </section>
  );
}

/** Whether nothing else was changed on this page since the answer: later its receipt is no longer what is looked at. */
function useIsNewestChange(reply: ChatReply | undefined): boolean {
  const queryClient = useQueryClient();
  const [outdated, setOutdated] = useState<ChatReply>();
  useEffect(
    () =>
      queryClient.getMutationCache().subscribe(({ type, mutation }) => {
        if (type === 'added' && mutation.options.mutationKey !== OWN_CHANGES) setOutdated(reply);
      }),
    [queryClient, reply],
  );
  return reply !== undefined && reply !== outdated;
}
