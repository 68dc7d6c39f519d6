import type { UserMessageItem } from '../protocol/thread-item.ts';
import { isThreadItem, type TranscriptEntry } from './transcript-entry.ts';

/** A user's message and everything up to the next one. The first turn may have no message: older ones are not loaded yet. */
export type Turn = { key: string; user: UserMessageItem | null; entries: readonly TranscriptEntry[] };

/**
 * Cuts a transcript into turns, oldest first.
 *
 * @param beginnings entries that began a turn before what came earlier was loaded: it is known by them from then on
 */
export function groupTurns(entries: readonly TranscriptEntry[], beginnings: ReadonlySet<string> = NONE): Turn[] {
  const turns: { key: string; user: UserMessageItem | null; entries: TranscriptEntry[] }[] = [];
  for (const entry of entries) {
    const current = turns.at(-1);
    if (entry.type === 'user_message') turns.push({ key: entry.local_id ?? entry.id, user: entry, entries: [] });
    else if (current) {
      current.entries.push(entry);
      if (beginnings.has(entry.id)) current.key = entry.id;
    } else turns.push({ key: entry.id, user: null, entries: [entry] });
  }
  return turns;
}

const NONE: ReadonlySet<string> = new Set();

/** What Copy puts on the clipboard: the assistant's text and each widget's own copy text. */
export function copyTextOf(turn: Turn): string {
  return turn.entries
    .flatMap((entry) => {
      if (entry.type === 'assistant_message') return [entry.content.map((part) => part.text).join('\n\n')];
      if (entry.type === 'widget') return [entry.copy_text ?? ''];
      return [];
    })
    .filter((text) => text.trim() !== '')
    .join('\n\n');
}

/** The items of a turn that feedback is about: all that people can see. */
export function feedbackIdsOf(turn: Turn): string[] {
  return turn.entries.filter(isThreadItem).flatMap((item) => (item.type === 'client_tool_call' ? [] : [item.id]));
}
