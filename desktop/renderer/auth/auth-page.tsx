import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useAppServices } from '../app-services.ts';
import type { User } from '../client/user.ts';
import { useMessages } from '../i18n/language-context.tsx';
import { useSignOut } from '../session/use-session.ts';
import { Logo } from '../ui/logo.tsx';
import { usePageTitle } from '../ui/use-page-title.ts';
import { AuthPitch } from './auth-pitch.tsx';
import { CredentialsForm } from './credentials-form.tsx';
import { KnownAccounts } from './known-accounts.tsx';
import { isReturningVisitor } from './returning-visitor.ts';
import { ServerChoice } from './server-choice.tsx';

/**
 * Sign-in and sign-up.
 *
 * @param props.endedSessionOf whose session ended while the app was open; it waits behind this page
 */
export function AuthPage({ endedSessionOf }: { endedSessionOf: User | null }) {
  const { platform } = useAppServices();
  const { auth } = useMessages();
  const [path] = useLocation();
  const isNew = path === '/sign-up' && endedSessionOf === null;
  const [welcome] = useState(() => (isReturningVisitor() ? auth.signInTitle : auth.welcomeTitle));
  const title = endedSessionOf ? auth.againTitle : isNew ? auth.signUpTitle : welcome;
  const [email, setEmail] = useState(endedSessionOf?.email ?? '');
  const signOut = useSignOut();
  usePageTitle(title);

  return (
    <div className="auth-page">
      <AuthPitch />
      <main className="auth-main">
        <div className="auth-card">
          <Logo size={40} />
          <h1 className="auth-title">{title}</h1>
          {endedSessionOf && <p className="auth-text">{auth.againText}</p>}
          {platform.shell && !endedSessionOf && !isNew && <KnownAccounts shell={platform.shell} />}
          <CredentialsForm key={String(isNew)} isNew={isNew} email={email} onEmail={setEmail} />
          <p className="auth-switch">
            {endedSessionOf ? (
              <button type="button" className="link-button" onClick={() => signOut.mutate()}>
                {auth.otherAccount}
              </button>
            ) : (
              <>
                {isNew ? auth.toSignIn : auth.toSignUp}{' '}
                <Link href={isNew ? '/sign-in' : '/sign-up'}>{isNew ? auth.signIn : auth.signUp}</Link>
              </>
            )}
          </p>
          {platform.shell && <ServerChoice shell={platform.shell} />}
        </div>
      </main>
    </div>
  );
}
