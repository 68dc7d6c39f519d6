import { useMutation } from '@tanstack/react-query';
import { describeError } from '../client/describe-error.ts';
import { AccountLine } from '../desktop/accounts/account-line.tsx';
import { useDesktopState } from '../desktop/state/use-desktop-state.ts';
import { useMessages } from '../i18n/language-context.tsx';
import type { DesktopShell } from '../platform/platform.ts';

/** Whoever is still signed in on this computer goes on without a password. */
export function KnownAccounts({ shell }: { shell: DesktopShell }) {
  const messages = useMessages();
  const { accounts: words } = messages;
  const state = useDesktopState(shell);
  // The shell loads the page anew for whoever comes next.
  const switchTo = useMutation({ mutationFn: (id: string) => shell.switchAccount(id) });
  // Whoever has just signed in is about to come in.
  if (!state || state.account !== null || state.accounts.length === 0) return null;
  return (
    <section className="known-accounts" aria-labelledby="known-accounts-title">
      <h2 id="known-accounts-title" className="field-label">
        {words.continue}
      </h2>
      <ul>
        {state.accounts.map((account) => (
          <li key={account.id}>
            <button
              type="button"
              className="known-account"
              disabled={switchTo.isPending}
              onClick={() => switchTo.mutate(account.id)}
            >
              <AccountLine account={account} />
            </button>
          </li>
        ))}
      </ul>
      {switchTo.error && (
        <p className="form-error" role="alert">
          {describeError(switchTo.error, messages)}
        </p>
      )}
      <p className="known-accounts-or">{words.otherAccount}</p>
    </section>
  );
}
