import type { Turn } from '../thread/group-turns.ts';
import { foldText, placesOf } from './fold-text.ts';
import { foldedEntry } from './text-of-entry.ts';

/** A place where the words stand: an item by which its turn is found, and which of the places in that turn it is. */
export type ChatMatch = { itemId: string; nth: number };

/** All places where words stand in turns, the newest first. */
export function findMatches(turns: readonly Turn[], query: string): ChatMatch[] {
  const words = foldText(query.trim()).text;
  return turns
    .flatMap((turn) => {
      const entries = [...(turn.user ? [turn.user] : []), ...turn.entries];
      const itemId = entries[0]?.id ?? '';
      const count = entries.reduce((sum, entry) => sum + placesOf(words, foldedEntry(entry)).length, 0);
      return Array.from({ length: count }, (_, nth) => ({ itemId, nth }));
    })
    .toReversed();
}
