import { useEffect } from 'react';

/** Names the page in the window's title; a screen reader says it when the page changes. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Parley`;
  }, [title]);
}
