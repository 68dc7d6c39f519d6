import type { DesktopShell } from '../platform/platform.ts';
import { AccountsSection } from './accounts-section.tsx';
import { ComputerSection } from './computer-section.tsx';
import { UpdatesSection } from './updates-section.tsx';
import { useDesktopState } from './use-desktop-state.ts';

/** The part of the profile that only a desktop has. */
export function DesktopSections({ shell }: { shell: DesktopShell }) {
  const state = useDesktopState(shell);
  if (!state) return null;
  return (
    <>
      <AccountsSection shell={shell} state={state} />
      <ComputerSection shell={shell} state={state} />
      <UpdatesSection shell={shell} state={state} />
    </>
  );
}
