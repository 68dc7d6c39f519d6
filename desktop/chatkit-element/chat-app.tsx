import { useMemo } from 'react';
import { Announcer } from './announcer/announcer.tsx';
import { ChatHeader } from './chat-header.tsx';
import { ComposerArea } from './composer/composer-area.tsx';
import { HistoryPanel } from './history/history-panel.tsx';
import { themeStyle } from './options/theme-style.ts';
import type { ChatSession } from './session/chat-session.ts';
import { SessionProvider, useChat } from './session/session-hooks.tsx';
import { Toasts } from './toasts.tsx';
import { ThreadView } from './transcript/thread-view.tsx';

/** The whole interface of one element. */
export function ChatApp({ session }: { session: ChatSession }) {
  return (
    <SessionProvider session={session}>
      <ChatFrame />
    </SessionProvider>
  );
}

function ChatFrame() {
  const options = useChat((state) => state.options);
  const { locale, direction, strings } = useChat((state) => state.translation);
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
        <ThreadView />
        <ComposerArea />
      </div>
      {isHistoryOpen && <HistoryPanel />}
      <Toasts />
      <Announcer />
    </section>
  );
}
