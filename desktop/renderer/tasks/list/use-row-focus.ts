import { useLayoutEffect, useMemo, useRef, useState, type FocusEvent, type RefObject } from 'react';
import type { Task } from '../../../task.ts';

/** A row that has the focus, or had it last. */
interface HeldRow {
  readonly id: number;
  /** How many rows are above it. */
  place: number;
  /** What of it has the focus. */
  readonly part: 'a' | '[type=checkbox]';
}

/**
 * Keeps the focus in a list. The row that has it stays drawn; when that row goes, because it was ticked off or deleted
 * elsewhere, the one that comes to stand there has it. When the task that is open beside the list is closed, or deleted,
 * its row has it.
 */
export function useRowFocus(list: RefObject<HTMLElement | null>, tasks: readonly Task[], openId: number | null) {
  const [focusedId, setFocusedId] = useState<number | null>(null);
  const held = useRef<HeldRow>(null);
  const opened = useRef<HeldRow>(null);

  useLayoutEffect(() => {
    if (openId !== null) {
      const place = placeOf(tasks, openId);
      if (place >= 0) opened.current = { id: openId, place, part: 'a' };
      else if (opened.current?.id !== openId) opened.current = null;
    } else if (opened.current) {
      const place = placeOf(tasks, opened.current.id);
      if (!hasFocusSomewhere()) held.current = place < 0 ? opened.current : { ...opened.current, place };
      opened.current = null;
    }
    const row = held.current;
    if (!row) return;
    if (hasFocusSomewhere()) {
      const place = placeOf(tasks, row.id);
      if (place >= 0) row.place = place;
      return;
    }
    const next = tasks[Math.min(row.place, tasks.length - 1)];
    if (!next) return;
    const target = list.current?.querySelector<HTMLElement>(`[data-task="${next.id}"] ${row.part}`);
    if (target) target.focus();
    else if (focusedId !== next.id) setFocusedId(next.id);
  }, [list, tasks, openId, focusedId]);

  return {
    /** The rows that have to be drawn, wherever one has scrolled to. */
    keptIds: useMemo(() => [focusedId, openId].filter((id) => id !== null), [focusedId, openId]),
    onFocus: ({ target }: FocusEvent<HTMLElement>) => {
      const id = Number(target.closest('[data-task]')?.getAttribute('data-task') ?? Number.NaN);
      if (Number.isNaN(id)) return;
      const part = target.matches('[type=checkbox]') ? '[type=checkbox]' : 'a';
      held.current = { id, place: placeOf(tasks, id), part };
      setFocusedId(id);
    },
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) => {
      // To nowhere it goes when its row goes, and when another window is looked at.
      if (relatedTarget === null || currentTarget.contains(relatedTarget)) return;
      held.current = null;
      setFocusedId(null);
    },
  };
}

function placeOf(tasks: readonly Task[], id: number): number {
  return tasks.findIndex((task) => task.id === id);
}

function hasFocusSomewhere(): boolean {
  return document.activeElement !== null && document.activeElement !== document.body;
}
