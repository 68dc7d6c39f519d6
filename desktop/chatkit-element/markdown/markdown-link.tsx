import type { MouseEvent, ReactNode } from 'react';
import { useSession } from '../session/session-hooks.tsx';
import { parseDeepLink, safeHref } from './safe-link.ts';

/** A link that is safe to follow, or just its text. Deep links go to the host page and navigate nowhere. */
export function MarkdownLink({ href, children }: { href: string; children: ReactNode }) {
  const session = useSession();
  const safe = safeHref(href);
  if (safe === null) return children;
  const deepLink = parseDeepLink(safe);
  if (deepLink) {
    const open = (event: MouseEvent) => {
      event.preventDefault();
      session.emit('chatkit.deeplink', deepLink);
    };
    return (
      <a href={safe} onClick={open}>
        {children}
      </a>
    );
  }
  return (
    // The address as title: the text of a link says nothing about where it goes.
    <a href={safe} title={safe} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
