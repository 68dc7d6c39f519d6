import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Dashboard } from '../dashboard/dashboard.tsx';
import { LoginOffer } from '../desktop/notices/login-offer.tsx';
import { SessionNotice } from '../desktop/notices/session-notice.tsx';
import { useMessages, useSpeech } from '../i18n/language-context.tsx';
import { remember, type Recent } from '../palette/recent.ts';
import { ProfilePage } from '../profile/profile-page.tsx';
import { useAppServices } from '../services/app-services.ts';
import { TasksPage } from '../tasks/tasks-page.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Navigation } from './navigation.tsx';
import { NotFound } from './not-found.tsx';
import { ReachBanner } from './reach-banner.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';
import { useActions } from './use-actions.ts';
import { useLiveEvents } from './use-live-events.ts';
import { useFileDrops } from './use-file-drops.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useUnsavedWarning } from './use-unsaved-warning.ts';

const loadPalette = () => import('../palette/command-palette.tsx');
const CommandPalette = lazy(async () => ({ default: (await loadPalette()).CommandPalette }));
const ChatPage = lazy(async () => ({ default: (await import('../chat/chat-page.tsx')).ChatPage }));

/** The page comes first. */
const PALETTE_AFTER_MS = 1_500;

/** The signed-in window: navigation, banners and the page the address names. */
export function AppShell() {
  const [path] = useLocation();
  const { platform } = useAppServices();
  const { nav } = useMessages();
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const [isPaletteOpen, setIsPaletteOpen] = useState(false);
  const [recent, setRecent] = useState<readonly Recent[]>([]);
  const [thread, setThread] = useState<string | null>(null);
  const openHelp = useCallback(() => setIsHelpOpen(true), []);
  const actions = useActions(openHelp, thread);
  const openPalette = useCallback(() => setIsPaletteOpen(true), []);
  useShortcuts(actions, openPalette);
  // There when it is asked for: what is typed right after the keys is meant for it.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette().catch(() => undefined), PALETTE_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  usePreferencesOfRequests();
  useLiveEvents();
  useFileDrops();
  useUnsavedWarning();

  const isChat = path === '/chat' || path.startsWith('/chat/');
  const [hasOpenedChat, setHasOpenedChat] = useState(isChat);
  if (isChat && !hasOpenedChat) setHasOpenedChat(true);

  const content = useRef<HTMLElement>(null);
  const section = path.split('/')[1];
  const shownSection = useRef(section);
  useLayoutEffect(() => {
    if (shownSection.current === section) return;
    shownSection.current = section;
    // Another page starts at its top; a task opened beside the list leaves the list where it is.
    content.current?.scrollTo(0, 0);
  });

  return (
    <div className="shell">
      <a href="#content" className="skip-link">
        {nav.skip}
      </a>
      <Navigation thread={thread} onHelp={openHelp} onPalette={openPalette} />
      <main ref={content} id="content" className="content" data-pane tabIndex={-1}>
        <ReachBanner />
        {platform.shell && <SessionNotice shell={platform.shell} />}
        {platform.shell && <LoginOffer shell={platform.shell} />}
        {/* The chat stays when other pages are open: its draft, its place and a running answer with it. */}
        {hasOpenedChat && (
          <div className="chat-host" hidden={!isChat}>
            <ErrorBoundary>
              <Suspense fallback={null}>
                <ChatPage threadId={isChat ? threadOf(path) : undefined} onThread={setThread} />
              </Suspense>
            </ErrorBoundary>
          </div>
        )}
        {!isChat && (
          // A page that failed does not keep the next one from opening.
          <ErrorBoundary resetKey={path}>
            <Pages />
          </ErrorBoundary>
        )}
      </main>
      {isHelpOpen && <ShortcutHelp actions={actions} onClose={() => setIsHelpOpen(false)} />}
      {isPaletteOpen && (
        <Suspense fallback={null}>
          <CommandPalette
            actions={actions}
            recent={recent}
            onChoose={(chosen) => setRecent((before) => remember(before, chosen))}
            onClose={() => setIsPaletteOpen(false)}
          />
        </Suspense>
      )}
    </div>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/">
        <Dashboard />
      </Route>
      <Route path="/tasks">
        <TasksPage open={null} />
      </Route>
      <Route path="/tasks/new">
        <TasksPage open="new" />
      </Route>
      <Route path="/tasks/:id">
        {({ id }) => (/^\d{1,9}$/.test(id) ? <TasksPage open={Number(id)} /> : <NotFound />)}
      </Route>
      <Route path="/profile">
        <ProfilePage />
      </Route>
      <Route path="/sign-in">
        <Redirect to="/" replace />
      </Route>
      <Route path="/sign-up">
        <Redirect to="/" replace />
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}

/** Requests speak the language of the page and count days in the person's zone. */
function usePreferencesOfRequests(): void {
  const services = useAppServices();
  const { locale, timeZone } = useSpeech();
  // Before any effect of the pages inside: those send requests.
  useLayoutEffect(() => services.setPreferences({ locale, timeZone }), [services, locale, timeZone]);
}

function threadOf(path: string): string | null {
  const id = path.split('/')[2];
  return id === undefined || id === '' ? null : decodeURIComponent(id);
}
