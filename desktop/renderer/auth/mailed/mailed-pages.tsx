import { useMessages } from '../../i18n/language-context.tsx';
import { AuthFrame } from '../auth-frame.tsx';
import { DeadLink } from './dead-link.tsx';
import { ForgotPassword } from './forgot-password.tsx';
import type { LinkPage } from './link-token.ts';
import { ResetPassword } from './reset-password.tsx';
import { VerifyAddress } from './verify-address.tsx';

/** The pages that mailed links lead to, whoever is signed in: in the browser, also for who uses the desktop app. */
export function MailedPages(props: { page: LinkPage; token: string | null }) {
  return (
    <AuthFrame>
      <Page {...props} />
    </AuthFrame>
  );
}

function Page({ page, token }: { page: LinkPage; token: string | null }) {
  const { address } = useMessages();
  if (page === '/forgot-password') return <ForgotPassword />;
  const isReset = page === '/reset-password';
  if (token === null) return <DeadLink reason="broken" isFirst {...(isReset ? {} : { text: address.overText })} />;
  return isReset ? <ResetPassword token={token} /> : <VerifyAddress token={token} />;
}
