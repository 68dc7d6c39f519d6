import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { sessionAnswer, type User, type UserChange } from '../client/user.ts';
import { useAppServices } from '../services/app-services.ts';

/** The session as the server sees it: a user, null when nobody is signed in, undefined while unknown. */
export function useSession() {
  const { api } = useAppServices();
  return useQuery({
    queryKey: ['session'],
    queryFn: async (): Promise<User | null> => (await api.json(sessionAnswer, '/api/auth/get-session'))?.user ?? null,
    staleTime: 60_000,
    gcTime: Number.POSITIVE_INFINITY,
    // While the server is away the page keeps trying and opens by itself.
    retry: true,
    retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 5_000),
  });
}

/** Changes what the account says about the person: name, language, theme. */
export function useChangeUser() {
  const { api } = useAppServices();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: UserChange) =>
      api.json(z.unknown(), '/api/auth/update-user', { method: 'POST', body: change }),
    onMutate: (change) => {
      const previous = queryClient.getQueryData<User | null>(['session']);
      if (previous) queryClient.setQueryData(['session'], { ...previous, ...change });
      return previous;
    },
    onError: (_error, _change, previous) => queryClient.setQueryData(['session'], previous),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['session'] }),
  });
}

/** Signs out here: the server forgets the session, and a fresh page forgets everything this one knew. */
export function useSignOut() {
  const { platform, dropWork } = useAppServices();
  return useMutation({
    mutationFn: () => platform.signOut(),
    onSuccess: () => {
      dropWork();
      location.replace('/');
    },
  });
}
