import { useMemo, useState } from 'react';
import { groupTurns, type Turn } from '../../thread/group-turns.ts';
import type { TranscriptEntry } from '../../thread/transcript-entry.ts';

/** The turns of a thread, each with the same key for as long as the thread is shown. */
export function useTurns(entries: readonly TranscriptEntry[]): readonly Turn[] {
  const [beginnings] = useState(() => new Set<string>());
  return useMemo(() => {
    const turns = groupTurns(entries, beginnings);
    // A page of older messages may begin in the middle of a turn, whose beginning comes with the next.
    const [first] = turns;
    if (first?.user === null) beginnings.add(first.key);
    return turns;
  }, [entries, beginnings]);
}
