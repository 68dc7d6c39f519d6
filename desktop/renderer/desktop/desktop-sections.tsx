import type { DesktopShell } from '../platform/platform.ts';
import { SignedInAccounts } from './accounts/signed-in-accounts.tsx';
import { ComputerSection } from './settings/computer-section.tsx';
import { useDesktopState } from './state/use-desktop-state.ts';
import { UpdatesSection } from './updates/updates-section.tsx';

/** The part of the profile that only a desktop has. */
export function DesktopSections({ shell }: { shell: DesktopShell }) {
  const state = useDesktopState(shell);
  if (!state) return null;
  return (
    <>
      <SignedInAccounts shell={shell} state={state} />
      <ComputerSection shell={shell} state={state} />
      <UpdatesSection shell={shell} state={state} />
    </>
  );
}
