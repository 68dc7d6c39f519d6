import type { KeyboardEvent } from 'react';

/** Arrow keys (and j, k) go from task to task, x ticks the one in focus; Enter opens it as any link does. */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
  const row = event.target.closest('[data-task]');
  if (!row) return;

  if (event.key === 'x') {
    row.querySelector<HTMLElement>('[type=checkbox]')?.click();
    return;
  }
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll('[data-task]')];
  rows[rows.indexOf(row) + step]?.querySelector<HTMLElement>('a')?.focus();
}
