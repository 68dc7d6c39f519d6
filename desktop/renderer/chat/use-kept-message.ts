import { useEffect } from 'react';
import { useAppServices } from '../services/app-services.ts';
import type { UnsentMessage } from '../services/kept-work.ts';
import { useUser } from '../session/session-context.tsx';

const ASK_AGAIN_MS = 300;

/** Puts back into the composer what was being written there when the page went away. */
export function useKeptMessage(isReady: boolean, setComposerValue: (value: UnsentMessage) => Promise<void>): void {
  const { keptMessage } = useAppServices();
  const { id } = useUser();
  useEffect(() => {
    if (!isReady) return undefined;
    const message = keptMessage.take(id);
    if (message === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // It refuses while a conversation loads or an answer is coming in.
    const put = (): void => void setComposerValue(message).catch(() => (timer = setTimeout(put, ASK_AGAIN_MS)));
    put();
    return () => clearTimeout(timer);
  }, [isReady, keptMessage, id, setComposerValue]);
}
