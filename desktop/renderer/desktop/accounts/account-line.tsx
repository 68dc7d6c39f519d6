import type { DesktopState } from '../../platform/platform.ts';

/** Who an account belongs to and on which server it is. */
export function AccountLine({ account }: { account: DesktopState['accounts'][number] }) {
  return (
    <span className="account-line">
      <span className="account-name">{account.name}</span>
      <span className="account-where">
        {account.email} · {new URL(account.server).host}
      </span>
    </span>
  );
}
