import { lazy, Suspense, useMemo } from 'react';
import { Announcer } from './announcer/announcer.tsx';
import { ChatHeader } from './chat-header.tsx';
import { ComposerArea } from './composer/composer-area.tsx';
import { themeStyle } from './options/theme-style.ts';
import type { ChatSession } from './session/chat-session.ts';
import { SessionProvider, useChat, useSession } from './session/session-hooks.tsx';
import { Toasts } from './toasts.tsx';
import { RenderBoundary } from './transcript/render-boundary.tsx';
import { ThreadView } from './transcript/thread-view.tsx';

/** Fetched after the composer can be used, as are the messages: neither is needed to write. */
const HistoryPanel = lazy(async () => ({ default: (await import('./history/history-panel.tsx')).HistoryPanel }));

const SearchBar = lazy(async () => ({ default: (await import('./search/search-bar.tsx')).SearchBar }));

/** The whole interface of one element. */
export function ChatApp({ session }: { session: ChatSession }) {
  return (
    <SessionProvider session={session}>
      <ChatFrame />
    </SessionProvider>
  );
}

function ChatFrame() {
  const { emit } = useSession();
  const report = (error: Error) => emit('chatkit.error', { error });
  const options = useChat((state) => state.options);
  const { locale, direction, strings } = useChat((state) => state.translation);
  const isSearchOpen = useChat((state) => state.search.isOpen);
  const isHistoryOpen = useChat((state) => state.history.isOpen);
  const theme = options?.theme;
  const { attributes, style, fontCss } = useMemo(() => themeStyle(theme), [theme]);
  return (
    <section
      className="chat"
      aria-label={options?.frameTitle ?? strings.chat}
      lang={locale}
      dir={direction}
      style={style}
      {...attributes}
    >
      {fontCss && <style>{fontCss}</style>}
      <div className="chat-main" inert={isHistoryOpen}>
        <ChatHeader />
        {isSearchOpen && (
          <RenderBoundary onError={report}>
            <Suspense fallback={null}>
              <SearchBar />
            </Suspense>
          </RenderBoundary>
        )}
        <RenderBoundary onError={report}>
          <ThreadView />
        </RenderBoundary>
        <ComposerArea />
      </div>
      {isHistoryOpen && (
        <RenderBoundary onError={report}>
          <Suspense fallback={null}>
            <HistoryPanel />
          </Suspense>
        </RenderBoundary>
      )}
      <Toasts />
      <Announcer />
    </section>
  );
}
