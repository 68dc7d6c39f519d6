import { MessageCircle, Search, SquarePen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { describeError } from '../client/describe-error.ts';
import { formatAgo } from '../i18n/format-due.ts';
import { useSpeech } from '../i18n/language-context.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { useNow } from '../ui/use-now.ts';
import { useConversations } from './use-conversations.ts';

const SHOWN = 8;

/** Recent conversations, and a search over the titles of all of them. */
export function ConversationList() {
  const { messages, locale, timeZone } = useSpeech();
  const { dashboard, action } = messages;
  const now = useNow();
  const list = useConversations();
  const [search, setSearch] = useState('');
  const words = search.trim().toLocaleLowerCase(locale);

  // A search looks at everything: the pages not loaded yet are fetched while it is on.
  const { hasNextPage, isFetching, fetchNextPage } = list;
  useEffect(() => {
    if (words !== '' && hasNextPage && !isFetching) void fetchNextPage();
  }, [words, hasNextPage, isFetching, fetchNextPage]);

  // One that something was said in between two pages comes up again.
  const all = [...new Map(list.data?.pages.flatMap((page) => page.data).map((one) => [one.id, one] as const)).values()];
  const found = all.filter(({ title }) => (title ?? dashboard.untitled).toLocaleLowerCase(locale).includes(words));
  return (
    <section className="card" aria-labelledby="conversations-title">
      <header className="card-header">
        <h2 id="conversations-title" className="card-title">
          {dashboard.conversations}
        </h2>
        <Link href="/chat" className="button button-small">
          <SquarePen size={14} aria-hidden />
          {dashboard.newChat}
        </Link>
      </header>
      <label className="search search-small">
        <Search size={14} aria-hidden />
        <span className="visually-hidden">{dashboard.searchConversations}</span>
        <input
          type="search"
          data-shortcut="search"
          placeholder={dashboard.searchConversations}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </label>
      {list.isPending && <SkeletonRows count={4} />}
      {list.isError && !list.data && (
        <p className="card-note" role="alert">
          {describeError(list.error, messages)}{' '}
          <button type="button" className="link-button" onClick={() => void list.refetch()}>
            {action.retry}
          </button>
        </p>
      )}
      {list.data && found.length === 0 && !list.isFetchingNextPage && (
        <p className="card-note">{all.length === 0 ? dashboard.noConversations : dashboard.noConversationsFound}</p>
      )}
      <ul className="conversation-rows">
        {found.slice(0, words === '' ? SHOWN : undefined).map(({ id, title, created_at, active_at = created_at }) => (
          <li key={id}>
            <Link href={`/chat/${id}`} className="conversation-link">
              <MessageCircle size={15} aria-hidden />
              <span className="conversation-title">{title ?? dashboard.untitled}</span>
              <time dateTime={active_at} className="conversation-time">
                {formatAgo(active_at, { locale, timeZone }, now)}
              </time>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
