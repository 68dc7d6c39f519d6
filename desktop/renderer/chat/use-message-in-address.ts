import { useCallback, useEffect } from 'react';
import { useLocation, useSearchParams } from 'wouter';

/** What only the bundled chat can do. */
interface ItemShower {
  showItem(threadId: string, itemId: string): Promise<boolean>;
}

/**
 * Brings the message that the address names into view; the hosted chat only opens its conversation.
 *
 * @param threadId the conversation that the address names
 * @returns to be called once a conversation has been loaded
 */
export function useMessageInAddress(threadId: string | null | undefined, isReady: boolean): () => void {
  const [, navigate] = useLocation();
  const [parameters] = useSearchParams();
  const itemId = parameters.get('message');
  const show = useCallback(() => {
    const element = document.querySelector('openai-chatkit');
    if (threadId === null || threadId === undefined || itemId === null || !canShowItems(element)) return;
    // Once: who scrolls away and comes back is where they were.
    const forget = (isShown: boolean) =>
      isShown && navigate(`/chat/${encodeURIComponent(threadId)}`, { replace: true });
    void element.showItem(threadId, itemId).then(forget, () => undefined);
  }, [threadId, itemId, navigate]);
  useEffect(() => {
    if (isReady) show();
  }, [isReady, show]);
  return show;
}

function canShowItems(element: Element | null): element is Element & ItemShower {
  return element !== null && 'showItem' in element;
}
