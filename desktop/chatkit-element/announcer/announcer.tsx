import { useEffect, useRef, useState } from 'react';
import { useSession } from '../session/session-hooks.tsx';
import { makeAnnouncer } from './make-announcer.ts';

/** Tells screen readers what happens, sentence by sentence: a live transcript would read every token. */
export function Announcer() {
  const { store } = useSession();
  const region = useRef<HTMLDivElement>(null);
  const [status, setStatus] = useState('');
  const [lines, setLines] = useState<readonly string[]>([]);
  useEffect(() => {
    const announce = makeAnnouncer();
    announce(store.get());
    return store.subscribe(() => {
      const news = announce(store.get());
      if (news.status !== null) setStatus(news.status);
      const unsaid = news.sentences.filter((sentence) => !notify(region.current, sentence));
      if (unsaid.length > 0) setLines((before) => [...before, ...unsaid].slice(-KEPT_LINES));
    });
  }, [store]);
  return (
    <div className="visually-hidden" ref={region}>
      <p role="status">{status}</p>
      <div aria-live="polite">
        {lines.map((line, index) => (
          <p key={index}>{line}</p>
        ))}
      </div>
    </div>
  );
}

const KEPT_LINES = 50;

/** Says a sentence without putting it into the page, where that is possible; older browsers need the live region. */
function notify(element: Element | null, sentence: string): boolean {
  const speak: unknown = element && Reflect.get(element, 'ariaNotify');
  if (typeof speak !== 'function') return false;
  Reflect.apply(speak, element, [sentence]);
  return true;
}
