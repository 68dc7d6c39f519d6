import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { describeError } from '../../client/describe-error.ts';
import { useMessages } from '../../i18n/language-context.tsx';
import type { DesktopSettings, DesktopShell, DesktopState } from '../../platform/platform.ts';
import { useToast } from '../../ui/toast-context.tsx';

/** What the desktop around the page says about itself, as it changes; undefined until it told, and in a browser. */
export function useDesktopState(shell: DesktopShell | null): DesktopState | undefined {
  const queryFn = shell ? () => shell.getState() : skipToken;
  return useQuery({ queryKey: ['desktop'], queryFn }).data;
}

/** The way to change the desktop's settings; what cannot be changed is said. */
export function useChangeSettings(shell: DesktopShell) {
  const queryClient = useQueryClient();
  const messages = useMessages();
  const toast = useToast();
  return useMutation({
    mutationFn: (settings: Partial<DesktopSettings>) => shell.updateSettings(settings),
    // The next change builds on this one, even before the shell has answered.
    onMutate: (settings) => {
      const before = queryClient.getQueryData<DesktopState>(['desktop']);
      if (before) queryClient.setQueryData(['desktop'], { ...before, settings: { ...before.settings, ...settings } });
      return before;
    },
    onSuccess: (next) => queryClient.setQueryData(['desktop'], next),
    onError: (error, _settings, before) => {
      queryClient.setQueryData(['desktop'], before);
      toast({ message: describeError(error, messages), tone: 'danger' });
    },
  });
}
