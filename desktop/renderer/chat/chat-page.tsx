import { ChatKit, useChatKit } from '@openai/chatkit-react';
import { useQueryClient } from '@tanstack/react-query';
import { MessageCircleOff } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { describeError } from '../client/describe-error.ts';
import { conversationsKey } from '../conversations/use-conversations.ts';
import { useSpeech } from '../i18n/language-context.tsx';
import { useAppServices } from '../services/app-services.ts';
import { useAppConfig } from '../services/use-app-config.ts';
import { useUser } from '../session/session-context.tsx';
import { useChangeUser } from '../session/use-session.ts';
import { tasksApi } from '../tasks/store/tasks-api.ts';
import { useRefreshTasks } from '../tasks/store/use-tasks.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { usePageTitle } from '../ui/use-page-title.ts';
import { useColorScheme } from '../ui/use-theme.ts';
import { connectChat } from './connect-chat.ts';
import { chatOptions } from './chat-options.ts';
import { searchTaskTags } from './search-task-tags.ts';
import { useChatElement } from './use-chat-element.ts';
import { useKeptMessage } from './use-kept-message.ts';
import { useLiveThread } from './use-live-thread.ts';
import { useMessageInAddress } from './use-message-in-address.ts';
import { useThreadInAddress } from './use-thread-in-address.ts';
import { watchShownTasks } from './watch-shown-tasks.ts';

/**
 * The chat: ChatKit, signed in, in the app's language and theme, and in step with the address and the task pages.
 *
 * @param props.threadId the conversation the address names; undefined while another page is shown
 */
export function ChatPage(props: { threadId: string | null | undefined; onThread: (id: string | null) => void }) {
  const config = useAppConfig();
  const element = useChatElement(config.data);
  const { messages } = useSpeech();
  const [hasCursor, setHasCursor] = useState(false);
  const noteCursor = useCallback(() => setHasCursor(true), []);

  // What cannot be asked again is still known; leaving the chat would lose what is being written in it.
  if (element.state === 'failed' || config.isLoadingError) {
    return (
      <div className="page">
        <EmptyState
          isAlert
          isPage
          icon={<MessageCircleOff size={28} aria-hidden />}
          title={messages.chat.failed}
          text={describeError(config.error, messages)}
        >
          <button
            type="button"
            className="button button-primary"
            onClick={() => (config.isLoadingError ? void config.refetch() : element.retry())}
          >
            {messages.action.retry}
          </button>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="chat-page" aria-busy={element.state === 'loading' || !hasCursor}>
      <h1 className="visually-hidden">{messages.chat.title}</h1>
      {element.state === 'loading' && (
        <div className="chat-loading" role="status">
          <span className="visually-hidden">{messages.chat.loading}</span>
        </div>
      )}
      {config.data && (
        <Chat
          {...props}
          config={config.data}
          isReady={element.state === 'ready'}
          onReady={element.onReady}
          onCursor={noteCursor}
        />
      )}
    </div>
  );
}

function Chat(
  props: Parameters<typeof ChatPage>[0] & {
    config: Parameters<typeof chatOptions>[0]['config'];
    isReady: boolean;
    onReady: () => void;
    /** Told once what is typed goes where it is meant to go. */
    onCursor: () => void;
  },
) {
  const { threadId, isReady } = props;
  const { api, platform } = useAppServices();
  const user = useUser();
  const speech = useSpeech();
  const queryClient = useQueryClient();
  const refreshTasks = useRefreshTasks();
  const changeUser = useChangeUser();
  const [, navigate] = useLocation();
  const [initialThread] = useState(threadId ?? null);
  const colorScheme = useColorScheme(user.theme ?? 'system');
  usePageTitle(speech.messages.chat.title);

  const connection = useMemo(() => connectChat(api), [api]);
  const shownTasks = useMemo(() => watchShownTasks(connection.fetch), [connection]);
  const options = chatOptions({
    config: props.config,
    speech,
    colorScheme,
    fetch: shownTasks.fetch,
    url: `/api/${encodeURIComponent(user.id)}/chat`,
    initialThread,
    canRecord: platform.kind === 'browser',
  });
  const chatKit = useChatKit({
    ...options,
    header: {
      enabled: true,
      rightAction: {
        icon: colorScheme === 'dark' ? 'light-mode' : 'dark-mode',
        onClick: () => changeUser.mutate({ theme: colorScheme === 'dark' ? 'light' : 'dark' }),
      },
    },
    entities: {
      onTagSearch: (query) => searchTaskTags(tasksApi(api, user.id), query, speech.messages.tasks.title),
      onClick: (entity) => navigate(`/tasks/${entity.id}`),
    },
    onReady: props.onReady,
    onThreadChange: (event) => address.noteThread(event.threadId),
    onThreadLoadEnd: () => {
      address.follow();
      showMessage();
    },
    onResponseStart: () => live.answerBegins(),
    onResponseEnd: () => {
      live.answerEnds();
      void queryClient.invalidateQueries({ queryKey: conversationsKey(user.id) });
      address.follow();
    },
    onEffect: (effect) => {
      if (effect.name === 'tasks_changed') refreshTasks();
    },
    onDeeplink: (link) => {
      const path = pathOfDeepLink(link);
      if (path !== undefined) navigate(path);
    },
  });
  const address = useThreadInAddress({
    wanted: threadId,
    isReady,
    setThread: chatKit.setThreadId,
    onChange: props.onThread,
  });

  const showMessage = useMessageInAddress(threadId, isReady);

  useUpdatesAfterAbsence(chatKit.fetchUpdates, isReady);
  const { fetchUpdates } = chatKit;
  const live = useLiveThread({ threadId, isReady, fetchUpdates, showsAny: shownTasks.showsAny });
  useEffect(
    // It refuses while the next answer is coming in, which brings the news itself.
    () => connection.onStopped(() => void fetchUpdates().catch(() => undefined)),
    [connection, fetchUpdates],
  );

  const isShown = threadId !== undefined;
  useKeptMessage(isReady, chatKit.setComposerValue);
  const { focusComposer } = chatKit;
  const { onCursor } = props;
  useEffect(() => {
    if (!isReady || !isShown) return;
    // On a touch screen the keyboard would cover the conversation.
    const placed = matchMedia('(pointer: fine)').matches ? focusComposer() : undefined;
    void Promise.resolve(placed).then(onCursor, onCursor);
  }, [isReady, isShown, focusComposer, onCursor]);

  return <ChatKit control={chatKit.control} className="chat-element" />;
}

/** Catches up once the server is back or the computer woke: what could not be loaded is, and what others said appears. */
function useUpdatesAfterAbsence(fetchUpdates: () => Promise<void>, isReady: boolean): void {
  const { connectivity, platform } = useAppServices();
  useEffect(() => {
    if (!isReady) return undefined;
    const catchUp = () => {
      // It refuses while an answer is coming in, which brings the news itself.
      if (connectivity.current() === 'reachable') fetchUpdates().catch(() => undefined);
    };
    const stops = [connectivity.subscribe(catchUp), platform.onResume(catchUp)];
    return () => stops.forEach((stop) => stop());
  }, [connectivity, platform, fetchUpdates, isReady]);
}

/** Links in answers name things of the app: `task/12` opens that task. */
function pathOfDeepLink({ name, data }: { name: string; data?: Record<string, unknown> }): string | undefined {
  const [kind, id = data?.['id']] = name.split('/');
  return kind === 'task' && /^\d+$/.test(String(id)) ? `/tasks/${String(id)}` : undefined;
}
