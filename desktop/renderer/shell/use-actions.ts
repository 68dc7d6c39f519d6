import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { useMessages } from '../i18n/language-context.tsx';
import type { PaletteAction } from '../palette/command-palette.tsx';
import { useUser } from '../session/session-context.tsx';
import { useChangeUser, useSignOut } from '../session/use-session.ts';
import { goToSearch } from './go-to-search.ts';

/**
 * What can be done from anywhere, each with the keys that do it: the shortcuts, their list and the palette are these.
 *
 * @param thread the conversation that the chat has open
 */
export function useActions(openHelp: () => void, thread: string | null): readonly PaletteAction[] {
  const [, navigate] = useLocation();
  const { shortcuts, palette } = useMessages();
  const { theme } = useUser();
  const { mutate: changeUser } = useChangeUser();
  const { mutate: signOut } = useSignOut();
  return useMemo(
    () => [
      { id: 'new-task', label: shortcuts.newTask, keys: ['n'], run: () => navigate('/tasks/new') },
      { id: 'new-chat', label: shortcuts.newChat, keys: [], run: () => navigate('/chat') },
      { id: 'search', label: palette.filterTasks, keys: ['/'], run: () => goToSearch(navigate) },
      { id: 'dashboard', label: shortcuts.goDashboard, keys: ['g', 'd'], run: () => navigate('/') },
      {
        id: 'chat',
        label: shortcuts.goChat,
        keys: ['g', 'c'],
        run: () => navigate(thread === null ? '/chat' : `/chat/${thread}`),
      },
      { id: 'tasks', label: shortcuts.goTasks, keys: ['g', 't'], run: () => navigate('/tasks') },
      { id: 'profile', label: shortcuts.goProfile, keys: ['g', 'p'], run: () => navigate('/profile') },
      ...(theme === 'dark'
        ? [{ id: 'light', label: palette.light, keys: [], run: () => changeUser({ theme: 'light' }) }]
        : [{ id: 'dark', label: palette.dark, keys: [], run: () => changeUser({ theme: 'dark' }) }]),
      { id: 'help', label: shortcuts.title, keys: ['?'], run: openHelp },
      { id: 'sign-out', label: palette.signOut, keys: [], run: () => signOut() },
    ],
    [navigate, shortcuts, palette, theme, changeUser, signOut, openHelp, thread],
  );
}
