import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import { useAppServices } from '../services/app-services.ts';
import { findVisible, focusNextPane } from './focus-next-pane.ts';

/** After `g` the next key names a page; later than this it is a key of its own again. */
const SEQUENCE_MS = 1_500;
const PAGES: Record<string, string> = { d: '/', c: '/chat', t: '/tasks', p: '/profile' };

/** The keyboard's way around: single keys outside of inputs, F6 everywhere. */
export function useShortcuts(openHelp: () => void): void {
  const [, navigate] = useLocation();
  const { platform } = useAppServices();
  const goingSince = useRef(0);
  // Keys pressed inside the hosted chat's frame reach the shell alone.
  useEffect(() => platform.onNextPane(focusNextPane), [platform]);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === 'F6') {
        event.preventDefault();
        focusNextPane(event.shiftKey ? -1 : 1);
        return;
      }
      if (isTyping(event) || isFieldComing() || document.querySelector('dialog[open], .app[hidden]')) return;

      const page = event.timeStamp - goingSince.current < SEQUENCE_MS ? PAGES[event.key] : undefined;
      goingSince.current = event.key === 'g' ? event.timeStamp : 0;
      if (page !== undefined) navigate(page);
      else if (event.key === 'n') navigate('/tasks/new');
      else if (event.key === '/') search(navigate);
      else if (event.key === '?') openHelp();
      else return;
      event.preventDefault();
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [navigate, openHelp]);
}

/** The path of the event reaches into shadow trees, where the chat's composer is. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || (target.matches('input, textarea, select') && !target.matches('[type=checkbox]')))
  );
}

/** Whether a text field is still being loaded: what is typed by then is meant for it. */
function isFieldComing(): boolean {
  const chat = document.querySelector('.chat-host:not([hidden])');
  return chat !== null && chat.querySelector('.chat-page[aria-busy=false], .page') === null;
}

function search(navigate: (path: string) => void): void {
  const visible = findVisible('[data-shortcut=search]')[0];
  if (visible) {
    visible.focus();
    return;
  }
  // At once, so that the next key is typed into it already.
  flushSync(() => navigate('/tasks'));
  findVisible('[data-shortcut=search]')[0]?.focus();
}
