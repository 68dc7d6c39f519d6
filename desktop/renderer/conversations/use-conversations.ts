import { useInfiniteQuery } from '@tanstack/react-query';
import { conversationPage } from '../client/conversation.ts';
import { useAppServices } from '../services/app-services.ts';
import { useUser } from '../session/session-context.tsx';

const PAGE_SIZE = 50;
const FIRST_PAGE: string = '';

/** A person's conversations, the one that was active last first, page by page; the list ChatKit's own history shows. */
export function useConversations() {
  const { api } = useAppServices();
  const { id: userId } = useUser();
  return useInfiniteQuery({
    queryKey: conversationsKey(userId),
    queryFn: ({ pageParam, signal }) =>
      api.json(conversationPage, `/api/${encodeURIComponent(userId)}/chat`, {
        method: 'POST',
        body: {
          type: 'threads.list',
          params: { limit: PAGE_SIZE, order: 'desc', ...(pageParam === '' ? {} : { after: pageParam }) },
        },
        signal,
      }),
    staleTime: 0,
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (page) => (page.has_more ? page.after : undefined),
  });
}

/** The root of every cached answer about a person's conversations. */
export function conversationsKey(userId: string) {
  return [userId, 'conversations'] as const;
}
