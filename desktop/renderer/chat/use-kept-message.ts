import { useEffect } from 'react';
import { useAppServices } from '../services/app-services.ts';
import { useUser } from '../session/session-context.tsx';

/** Puts back into the composer what was being written there when the app restarted itself. */
export function useKeptMessage(isReady: boolean, setComposerValue: (value: { text: string }) => Promise<void>): void {
  const { keptMessage } = useAppServices();
  const { id } = useUser();
  useEffect(() => {
    if (!isReady) return;
    const text = keptMessage.take(id);
    if (text !== null) void setComposerValue({ text });
  }, [isReady, keptMessage, id, setComposerValue]);
}
