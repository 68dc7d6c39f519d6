import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { useChat, useSession } from '../session/session-hooks.tsx';
import { groupTurns, type Turn } from '../thread/group-turns.ts';
import { findMatches, type ChatMatch } from './find-matches.ts';
import { markMatches, unmarkMatches } from './mark-matches.ts';

/** Searches the messages of the thread in view, the newest first; earlier ones are fetched when the search gets to them. */
export function useSearch(chat: Element | null) {
  const session = useSession();
  const entries = useChat((state) => state.threadState.entries);
  const older = useChat((state) => state.older);
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState<ChatMatch | null>(null);
  const [wantsEarlier, setWantsEarlier] = useState(false);
  const turns = useMemo(() => groupTurns(entries), [entries]);
  const matches = useMemo(() => findMatches(turns, query), [turns, query]);
  const index = matches.findIndex((match) => match.itemId === current?.itemId && match.nth === current.nth);
  const hasOlder = older.cursor !== null;
  const isAsking = query.trim() !== '' && (matches.length === 0 || wantsEarlier);

  const show = (match: ChatMatch | undefined) => {
    setCurrent(match ?? null);
    if (match) session.store.update((state) => ({ ...state, search: { ...state.search, revealed: { ...match } } }));
  };

  useEffect(() => {
    if (isAsking && hasOlder && older.status === 'idle') void session.loader.loadOlder();
  }, [session, isAsking, hasOlder, older.status]);

  // What was waited for has come, or there is no more.
  const next = matches[index + 1];
  const isThere = isAsking && next !== undefined && (index !== -1 || matches.length > 0);
  useEffect(() => {
    if (isThere) show(next);
    else if (!wantsEarlier || hasOlder) return;
    else show(matches[0]);
    setWantsEarlier(false);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- Only what has come decides, not each drawing.
  }, [isThere, hasOlder, wantsEarlier]);

  useMarks(chat, query, turns, current);

  return {
    query,
    index,
    count: matches.length,
    hasOlder,
    isFetching: isAsking && hasOlder && older.status !== 'failed',
    ask: (words: string) => {
      setQuery(words);
      setWantsEarlier(false);
      show(findMatches(turns, words)[0]);
    },
    goEarlier: () => {
      if (next) show(next);
      else if (hasOlder) setWantsEarlier(true);
      else show(matches[0]);
    },
    goLater: () => show(matches.at(index <= 0 ? -1 : index - 1)),
  };
}

/** Keeps the words marked in whatever is drawn, and brings the current one into view. */
function useMarks(chat: Element | null, query: string, turns: readonly Turn[], current: ChatMatch | null): void {
  useLayoutEffect(() => unmarkMatches, []);
  useEffect(() => {
    const log = chat?.querySelector('[role="log"]');
    if (!log) return undefined;
    let isToBeShown = current !== null;
    const mark = () => {
      const row = current && rowOf(log, turns, current.itemId);
      const range = markMatches(log, query, row && { row, nth: current.nth });
      if (!range || !isToBeShown) return;
      isToBeShown = false;
      const [box, frame] = [range.getBoundingClientRect(), log.getBoundingClientRect()];
      if (box.top < frame.top + MARGIN || box.bottom > frame.bottom - MARGIN)
        log.scrollTop += box.top - frame.top - frame.height / 3;
    };
    mark();
    const observer = new MutationObserver(mark);
    observer.observe(log, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [chat, query, turns, current]);
}

const MARGIN = 40;

function rowOf(log: Element, turns: readonly Turn[], itemId: string): Element | null {
  const turn = turns.find(({ user, entries }) => (user ?? entries[0])?.id === itemId);
  const ids = new Set([turn?.key, turn?.user?.id, ...(turn?.entries ?? []).map(({ id }) => id)]);
  return [...log.querySelectorAll<HTMLElement>('[data-turn]')].find((row) => ids.has(row.dataset['turn'])) ?? null;
}
