import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { Messages } from '../../words/en/messages.ts';
import type { User } from '../client/user.ts';
import { useDesktopState } from '../desktop/state/use-desktop-state.ts';
import { useMessages } from '../i18n/language-context.tsx';
import type { DesktopState } from '../platform/platform.ts';
import { useAppServices } from '../services/app-services.ts';
import { useAppConfig } from '../services/use-app-config.ts';
import { useSignOut } from '../session/use-session.ts';
import { usePageTitle } from '../ui/use-page-title.ts';
import { AuthFrame } from './auth-frame.tsx';
import { BrowserSignIn } from './browser-sign-in.tsx';
import { CredentialsForm } from './credentials-form.tsx';
import { readInvitation, SignUpNotice } from './invitation.tsx';
import { describeProviderError } from './explain-provider-refusal.ts';
import { ForgottenLink } from './forgotten-link.tsx';
import { KnownAccounts } from './known-accounts.tsx';
import { PasskeySignIn } from './passkey-sign-in.tsx';
import { ProviderButtons } from './provider-buttons.tsx';
import { isReturningVisitor } from './returning-visitor.ts';
import { ServerChoice } from './server-choice.tsx';

/**
 * Sign-in and sign-up.
 *
 * @param props.endedSessionOf whose session ended while the app was open; it waits behind this page
 */
export function AuthPage({ endedSessionOf }: { endedSessionOf: User | null }) {
  const { platform } = useAppServices();
  const { shell } = platform;
  const messages = useMessages();
  const desktop = useDesktopState(shell);
  const step = desktop?.browserSignIn ?? 'idle';

  return (
    <AuthFrame>
      {shell && (step === 'waiting' || step === 'finishing') ? (
        <BrowserSignIn shell={shell} isFinishing={step === 'finishing'} />
      ) : (
        <Credentials
          endedSessionOf={endedSessionOf}
          step={step}
          messages={messages}
          startsInForm={desktop?.accounts.length === 0 || (shell !== null && endedSessionOf !== null)}
        />
      )}
      {shell && <ServerChoice shell={shell} />}
    </AuthFrame>
  );
}

function Credentials(props: {
  endedSessionOf: User | null;
  step: DesktopState['browserSignIn'];
  messages: Messages;
  /** Whether typing is the first thing to do: there is no account to continue with. */
  startsInForm: boolean;
}) {
  const { endedSessionOf, messages } = props;
  const { auth, signUp } = messages;
  const { platform } = useAppServices();
  const [path] = useLocation();
  const isNew = path === '/sign-up' && endedSessionOf === null;
  const [welcome] = useState(() => (isReturningVisitor() ? auth.signInTitle : auth.welcomeTitle));
  const [invitation, setInvitation] = useState(() => readInvitation(location.href));
  const mode = useAppConfig().data?.sign_up?.mode ?? 'open';
  const kept = isNew && invitation === null && mode !== 'open' ? mode : null;
  const newTitle = { open: auth.signUpTitle, invite: signUp.inviteTitle, closed: signUp.closedTitle }[kept ?? 'open'];
  const title = endedSessionOf ? auth.againTitle : isNew ? newTitle : welcome;
  const [email, setEmail] = useState(endedSessionOf?.email ?? '');
  const signOut = useSignOut();
  const refusal = useProviderRefusal(props.step, messages);
  usePageTitle(title);

  return (
    <>
      <h1 className="auth-title">{title}</h1>
      {endedSessionOf && <p className="auth-text">{auth.againText}</p>}
      {platform.shell && !endedSessionOf && !isNew && <KnownAccounts shell={platform.shell} />}
      {refusal !== null && (
        <p className="form-error" role="alert">
          {refusal}
        </p>
      )}
      {kept === null ? (
        <>
          <CredentialsForm
            key={String(isNew)}
            isNew={isNew}
            email={email}
            invitation={invitation}
            startsInForm={props.startsInForm}
            onEmail={setEmail}
          />
          {!isNew && <ForgottenLink keepsPage={endedSessionOf !== null} />}
          {!isNew && <PasskeySignIn />}
          <ProviderButtons endedSessionOf={endedSessionOf} invitation={isNew ? invitation : null} />
        </>
      ) : (
        <SignUpNotice mode={kept} onInvitation={setInvitation} />
      )}
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
    </>
  );
}

/** Why the last sign-in with another provider led back here; null when none did. */
function useProviderRefusal(step: DesktopState['browserSignIn'], messages: Messages): string | null {
  const [path] = useLocation();
  const code = new URLSearchParams(useSearch()).get('error');
  if (step === 'expired') return messages.provider.error.expired;
  if (step === 'failed') return messages.provider.error.unknown;
  return path === '/sign-in' && code !== null ? describeProviderError(code, messages) : null;
}
