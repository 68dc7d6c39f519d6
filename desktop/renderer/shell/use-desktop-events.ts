import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { Language } from '../../spoken-language.ts';
import type { User } from '../client/user.ts';
import { COMPUTER_ANCHOR } from '../desktop/settings/computer-section.tsx';
import type { AppTarget } from '../platform/platform.ts';
import { useAppServices } from '../services/app-services.ts';

/**
 * Follows what the desktop around the page asks for: pages to open, the account in use, waking up. And has it follow the
 * theme, since menus and title bars are its own.
 *
 * @param userId who is on the page, signed in or asked to be again; null for nobody
 * @param theme the person's choice, null while nobody is signed in
 * @param language what the page speaks, null while that is not known
 */
export function useDesktopEvents(
  userId: string | null,
  theme: 'system' | 'light' | 'dark' | null,
  language: Language | null,
): void {
  const { platform, keepWork } = useAppServices();
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();

  useEffect(() => platform.onOpen((target) => navigate(pathOf(target))), [platform, navigate]);
  useEffect(() => platform.onResume(() => void queryClient.invalidateQueries()), [platform, queryClient]);
  useEffect(() => {
    if (theme !== null) void platform.shell?.updateSettings({ theme });
  }, [platform, theme]);
  useEffect(
    () =>
      platform.shell?.onFlush(() => {
        if (userId !== null) keepWork(userId, 'browser');
      }),
    [platform, userId, keepWork],
  );
  useEffect(() => {
    if (language !== null) void platform.shell?.setLanguage(language);
  }, [platform, language]);
  useEffect(() => {
    if (!platform.shell) return undefined;
    return platform.shell.onState((state) => {
      queryClient.setQueryData(['desktop'], state);
      const session = queryClient.getQueryData<User | null>(['session']);
      // Somebody else is here now: signed in with the browser, signed out elsewhere.
      const isKnown = session === undefined || session?.id === state.account?.userId;
      if (!isKnown) void queryClient.invalidateQueries({ queryKey: ['session'] });
    });
  }, [platform, queryClient]);
}

function pathOf(target: AppTarget): string {
  switch (target.kind) {
    case 'dashboard':
      return '/';
    case 'settings':
      return `/profile#${COMPUTER_ANCHOR}`;
    case 'task':
      return `/tasks/${target.id}`;
    case 'chat':
      return target.id === null ? '/chat' : `/chat/${encodeURIComponent(target.id)}`;
    case 'add':
      return `/tasks/new?text=${encodeURIComponent(target.text)}`;
    default:
      return target satisfies never;
  }
}
