import { useEffect, useState, type ReactNode } from 'react';
import { chooseLanguage } from '../spoken-language.ts';
import { AuthPage } from './auth/auth-page.tsx';
import { DESKTOP_SIGN_IN, DesktopSignIn } from './auth/desktop-sign-in.tsx';
import { findLinkPage } from './auth/mailed/link-token.ts';
import { MailedPages } from './auth/mailed/mailed-pages.tsx';
import { rememberVisitor } from './auth/returning-visitor.ts';
import type { User } from './client/user.ts';
import { deviceTimeZone } from './i18n/calendar.ts';
import { LanguageProvider } from './i18n/language-provider.tsx';
import { usePinnedTimeZone } from './i18n/use-pinned-time-zone.ts';
import { useAppServices } from './services/app-services.ts';
import { forgetWorkOfTab } from './services/kept-work.ts';
import { UserContext } from './session/session-context.tsx';
import { useSession } from './session/use-session.ts';
import { AppShell } from './shell/app-shell.tsx';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { StartingUp } from './shell/starting-up.tsx';
import { useDesktopEvents } from './shell/use-desktop-events.ts';
import { ToastProvider } from './ui/toast-provider.tsx';
import { useTheme } from './ui/use-theme.ts';

/**
 * The page: the app, or in a browser what a desktop app opened there to sign somebody in, or a mailed link.
 *
 * @param props.linkToken what stood in the address of a mailed link
 */
export function App({ linkToken }: { linkToken: string | null }) {
  const { platform } = useAppServices();
  if (platform.kind === 'desktop') return <WholeApp />;
  const linkPage = findLinkPage(location.pathname);
  if (linkPage)
    return (
      <PageOfNobody>
        <MailedPages page={linkPage} token={linkToken} />
      </PageOfNobody>
    );
  if (location.pathname.startsWith(DESKTOP_SIGN_IN))
    return (
      <PageOfNobody>
        <DesktopSignIn />
      </PageOfNobody>
    );
  return <WholeApp />;
}

/** What is the same whoever is signed in, in the language and the theme of the device. */
function PageOfNobody({ children }: { children: ReactNode }) {
  useTheme(null);
  return (
    <LanguageProvider language={chooseLanguage(navigator.languages)} timeZone={deviceTimeZone()}>
      {children}
    </LanguageProvider>
  );
}

/** Signed in or not, in the person's language and theme. */
function WholeApp() {
  const { data: current, failureCount } = useSession();
  const person = usePersonOnScreen(current);
  useKeptWork(person, current);
  useTheme(person?.theme ?? null);
  const language = chooseLanguage([person?.locale, ...navigator.languages]);
  // Until it is known who is there, the desktop goes on in the language of before.
  useDesktopEvents(person?.id ?? null, person?.theme ?? null, current === undefined && !person ? null : language);
  const [timeZone] = usePinnedTimeZone(person?.id ?? null);

  return (
    <LanguageProvider language={language} timeZone={timeZone}>
      <ErrorBoundary>
        <ToastProvider>
          {current === undefined && !person && <StartingUp isFailing={failureCount > 1} />}
          {current === null && <AuthPage endedSessionOf={person} />}
          {person && (
            // An ended session hides the app but keeps it: what was being written is there again after signing in.
            <div className="app" hidden={current === null}>
              <UserContext key={person.id} value={person}>
                <AppShell />
              </UserContext>
            </div>
          )}
        </ToastProvider>
      </ErrorBoundary>
    </LanguageProvider>
  );
}

/** Whoever has to sign in again may load the page again first, or come back to it with another: what they wrote is kept for them. */
function useKeptWork(person: User | null, current: User | null | undefined): void {
  const { keepWork } = useAppServices();
  useEffect(() => {
    if (current) forgetWorkOfTab();
    if (current !== null || !person) return undefined;
    const keep = () => keepWork(person.id, 'tab');
    addEventListener('pagehide', keep);
    return () => removeEventListener('pagehide', keep);
  }, [keepWork, person, current]);
}

/** The last person who was signed in on this page; they stay on it when the session ends without their doing. */
function usePersonOnScreen(current: User | null | undefined): User | null {
  const { queryClient } = useAppServices();
  const [last, setLast] = useState<User | null>(null);
  if (current && current !== last) setLast(current);
  const person = current ?? last;

  useEffect(() => {
    if (!person) return;
    rememberVisitor();
    // Answers of anybody else who used this page go; keys start with the user's id.
    queryClient.removeQueries({
      predicate: ({ queryKey: [owner] }) =>
        !['session', 'messages', 'config', 'desktop', person.id].includes(String(owner)),
    });
  }, [queryClient, person]);
  return person;
}
