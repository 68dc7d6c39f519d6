import { flushSync } from 'react-dom';
import { findVisible } from './focus-next-pane.ts';

/** Goes to the search of the page, or to that of the tasks where the page has none. */
export function goToSearch(navigate: (path: string) => void): void {
  const visible = findVisible('[data-shortcut=search]')[0];
  if (visible) {
    visible.focus();
    return;
  }
  // At once, so that the next key is typed into it already.
  flushSync(() => navigate('/tasks'));
  findVisible('[data-shortcut=search]')[0]?.focus();
}
