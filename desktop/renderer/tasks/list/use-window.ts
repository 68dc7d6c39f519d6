import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { ListItem } from './lay-out-rows.ts';

/** As tall as items are until they were drawn once. */
const ESTIMATES = { heading: 46, row: 42, room: 42 };
/** Drawn above and below what is in sight. */
const OVERSCAN = 10;

/**
 * Which items of a long list are in sight of the pane it scrolls in. Some rows and those beside them are
 * drawn wherever they are: the one that has the focus keeps it, and the keys lead on from it.
 *
 * @param list what holds the items, within the pane that scrolls
 */
export function useWindow(list: RefObject<HTMLElement | null>, items: readonly ListItem[], keptIds: readonly number[]) {
  const margin = useTopOf(list);
  const kept = useMemo(
    () =>
      items.flatMap(({ key }, index) =>
        typeof key === 'number' && keptIds.includes(key)
          ? [previousRow(items, index), index, nextRow(items, index)]
          : [],
      ),
    [items, keptIds],
  );
  // oxlint-disable-next-line react/incompatible-library -- Nothing compiles it, and what rows get of it never changes.
  return useVirtualizer({
    count: items.length,
    getScrollElement: () => list.current?.closest<HTMLElement>('[data-pane]') ?? null,
    getItemKey: (index) => items[index]?.key ?? index,
    estimateSize: (index) => ESTIMATES[items[index]?.kind ?? 'row'],
    overscan: OVERSCAN,
    scrollMargin: margin,
    // A frame that is late is better than a frame that waits for all rows.
    useFlushSync: false,
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      if (kept.length === 0) return inSight;
      return [...new Set([...inSight, ...kept.filter((index) => index >= 0)])].toSorted((a, b) => a - b);
    },
  });
}

function previousRow(items: readonly ListItem[], from: number): number {
  return items.findLastIndex(({ kind }, index) => index < from && kind === 'row');
}

function nextRow(items: readonly ListItem[], from: number): number {
  return items.findIndex(({ kind }, index) => index > from && kind === 'row');
}

/** How far below the top of its pane the list begins, whatever is above it and however that wraps. */
function useTopOf(list: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  const known = useRef(top);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element?.parentElement) return undefined;
    const measure = () => {
      if (element.offsetTop === known.current) return;
      known.current = element.offsetTop;
      setTop(element.offsetTop);
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const sibling of element.parentElement.children) if (sibling !== element) observer.observe(sibling);
    return () => observer.disconnect();
  }, [list]);
  return top;
}
