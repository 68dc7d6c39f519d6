import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { searchAnswer } from '../client/search-answer.ts';
import { useAppServices } from '../services/app-services.ts';
import { useUser } from '../session/session-context.tsx';

/** Faster than anybody pauses to read, slower than one types. */
const PAUSE_MS = 120;

/** Searches everything for what is typed, once it rests for a moment; what was found stays until there is something new. */
export function useSearch(typed: string) {
  const { api } = useAppServices();
  const { id: userId } = useUser();
  const words = useRested(typed.trim());
  const answer = useQuery({
    queryKey: [userId, 'search', words],
    queryFn: ({ signal }) =>
      api.json(
        searchAnswer,
        `/api/${encodeURIComponent(userId)}/search?${new URLSearchParams({ q: words }).toString()}`,
        {
          signal,
        },
      ),
    enabled: words !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const isWaiting = typed.trim() !== '' && (typed.trim() !== words || answer.isFetching);
  return { ...answer, isWaiting, found: typed.trim() === '' || words === '' ? undefined : answer.data };
}

function useRested(value: string): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
