/** Moves the focus to the next part of the window, or the one before: the sidebar, the page, what was just announced. */
export function focusNextPane(step: 1 | -1): void {
  const panes = findVisible('[data-pane]');
  const current = panes.findLastIndex((pane) => pane.contains(document.activeElement));
  const next = panes[(current + step + panes.length) % panes.length];
  if (next) enter(next);
}

/** What matches and can be seen. */
export function findVisible(selector: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility());
}

/** The chat is entered where one writes, the sidebar at the page one is on. */
function enter(pane: HTMLElement): void {
  const chat = pane.querySelector('openai-chatkit');
  if (chat?.checkVisibility() === true) {
    // It refuses while an answer is coming in.
    chat.focusComposer().catch(() => pane.focus());
    return;
  }
  (pane.querySelector<HTMLElement>('[aria-current=page]') ?? pane).focus();
}
