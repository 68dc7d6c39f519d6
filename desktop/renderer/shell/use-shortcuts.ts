import { useEffect, useRef } from 'react';
import type { PaletteAction } from '../palette/command-palette.tsx';
import { useAppServices } from '../services/app-services.ts';
import { focusNextPane } from './focus-next-pane.ts';

/** After the first key of two; later than this the next is a key of its own again. */
const SEQUENCE_MS = 1_500;

/** The keyboard's way around: the keys of the actions outside of inputs, F6 and the palette's everywhere. */
export function useShortcuts(actions: readonly PaletteAction[], openPalette: () => void): void {
  const { platform } = useAppServices();
  const begun = useRef({ key: '', at: 0 });
  // Keys pressed inside the hosted chat's frame reach the shell alone.
  useEffect(() => platform.onNextPane(focusNextPane), [platform]);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || document.querySelector('.app[hidden]')) return;
      if (isPaletteKey(event)) {
        event.preventDefault();
        if (!document.querySelector('dialog[open]')) openPalette();
        return;
      }
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === 'F6') {
        event.preventDefault();
        focusNextPane(event.shiftKey ? -1 : 1);
        return;
      }
      if (isTyping(event) || isFieldComing() || document.querySelector('dialog[open]')) return;

      const before = event.timeStamp - begun.current.at < SEQUENCE_MS ? begun.current.key : '';
      const isDone = (keys: readonly string[]) => keys.length > 0 && keys.join(' ') === `${before} ${event.key}`.trim();
      const action = actions.find(({ keys }) => isDone(keys)) ?? actions.find(({ keys }) => keys.join() === event.key);
      const isBegun = !action && actions.some(({ keys }) => keys.length > 1 && keys[0] === event.key);
      begun.current = { key: isBegun ? event.key : '', at: event.timeStamp };
      if (!action && !isBegun) return;
      action?.run();
      event.preventDefault();
    }
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [actions, openPalette]);
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

/** Ctrl or Cmd and K, as everywhere. */
function isPaletteKey(event: KeyboardEvent): boolean {
  return event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
}
