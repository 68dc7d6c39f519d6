import { useMutation } from '@tanstack/react-query';
import { describeError } from '../../client/describe-error.ts';
import { useMessages } from '../../i18n/language-context.tsx';
import type { DesktopShell, DesktopState } from '../../platform/platform.ts';
import { useSignOut } from '../../session/use-session.ts';
import { useToast } from '../../ui/toast-context.tsx';
import { AccountLine } from './account-line.tsx';

/** Everybody signed in on this computer: change between them, add one, sign one out. */
export function SignedInAccounts({ shell, state }: { shell: DesktopShell; state: DesktopState }) {
  const messages = useMessages();
  const { accounts: words } = messages;
  const toast = useToast();
  const onError = (error: Error) => toast({ message: describeError(error, messages), tone: 'danger' });
  // The shell loads the page anew for whoever comes next.
  const switchTo = useMutation({ mutationFn: (id: string | null) => shell.switchAccount(id), onError });
  const signOutHere = useSignOut();
  const signOutOther = useMutation({
    mutationFn: ({ id }: { id: string; email: string }) => shell.signOutOf(id),
    onSuccess: (_nothing, { email }) => toast({ message: words.signedOut(email) }),
    onError,
  });
  return (
    <section className="card" aria-labelledby="accounts-title">
      <h2 id="accounts-title" className="card-title">
        {words.title}
      </h2>
      <ul className="account-list">
        {state.accounts.map((account) => {
          const isInUse = account.id === state.account?.id;
          return (
            <li key={account.id} className="account">
              <AccountLine account={account} />
              <span className="account-actions">
                {isInUse ? (
                  <span className="badge">{words.inUse}</span>
                ) : (
                  <button
                    type="button"
                    className="button"
                    aria-label={words.switchTo(account.email)}
                    disabled={switchTo.isPending}
                    onClick={() => switchTo.mutate(account.id)}
                  >
                    {words.switch}
                  </button>
                )}
                <button
                  type="button"
                  className="button button-quiet"
                  aria-label={words.signOutOf(account.email)}
                  disabled={signOutOther.isPending || signOutHere.isPending}
                  onClick={() => (isInUse ? signOutHere.mutate() : signOutOther.mutate(account))}
                >
                  {words.signOut}
                </button>
              </span>
            </li>
          );
        })}
      </ul>
      <div className="form-actions">
        <button type="button" className="button" disabled={switchTo.isPending} onClick={() => switchTo.mutate(null)}>
          {words.add}
        </button>
      </div>
    </section>
  );
}
