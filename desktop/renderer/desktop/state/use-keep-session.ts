import { useMessages } from '../../i18n/language-context.tsx';
import type { DesktopShell } from '../../platform/platform.ts';
import { useToast } from '../../ui/toast-context.tsx';
import { useChangeSettings } from './use-desktop-state.ts';

/** The way to agree that the session is kept without a keyring; says so when there is nothing to keep it in. */
export function useKeepSession(shell: DesktopShell): (isWanted: boolean) => void {
  const { computer } = useMessages();
  const change = useChangeSettings(shell);
  const toast = useToast();
  return (isWanted) =>
    change.mutate(
      { keepSessionWithoutKeyring: isWanted },
      {
        onSuccess: ({ sessionStorage }) => {
          if (isWanted && sessionStorage === 'memory') toast({ message: computer.cannotKeep });
        },
      },
    );
}
