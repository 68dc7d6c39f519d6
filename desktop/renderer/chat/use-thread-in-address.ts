import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation } from 'wouter';

/**
 * Keeps the conversation on screen and the one in the address the same.
 *
 * @param wanted the conversation the address names, null for a new one, undefined while another page is shown
 * @param setThread tells the chat; it refuses while an answer is coming in
 */
export function useThreadInAddress(options: {
  wanted: string | null | undefined;
  isReady: boolean;
  setThread: (id: string | null) => Promise<void>;
  onChange: (id: string | null) => void;
}) {
  const { wanted, isReady, onChange } = options;
  const [, navigate] = useLocation();
  const shown = useRef(wanted ?? null);
  const latest = useRef(options);
  useLayoutEffect(() => {
    latest.current = options;
  });

  /** Brings the chat to the address; called again whenever the chat may have become free to follow. */
  const follow = useCallback(() => {
    const { wanted: target, setThread } = latest.current;
    if (target === undefined || target === shown.current) return;
    setThread(target).catch(() => {
      // Busy with an answer: the end of it calls again.
    });
  }, []);
  useEffect(() => {
    if (isReady && wanted !== undefined) follow();
  }, [isReady, wanted, follow]);

  const noteThread = useCallback(
    (id: string | null) => {
      const before = shown.current;
      shown.current = id;
      onChange(id);
      const { wanted: target } = latest.current;
      if (target === undefined || target === id) return;
      // A conversation that has just begun replaces the empty one it grew out of.
      navigate(id === null ? '/chat' : `/chat/${encodeURIComponent(id)}`, { replace: before === null });
    },
    [navigate, onChange],
  );
  return { noteThread, follow };
}
