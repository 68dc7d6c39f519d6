import type { ProposedCall } from '../models/confirmation.ts';
import type { Tools } from '../mcp/connect-tools.ts';
import type { Phrases } from './phrases/phrases.ts';

/** As many titles as a person reads before a yes; the number of the rest is said. */
const MOST_TITLES = 10;

/** Says in one question what waits for a yes. Titles are quoted: they are the user's text, not ours. */
export function describeProposal(calls: readonly ProposedCall[], tools: Tools, phrases: Phrases): string {
  const deletes = calls.filter(({ name }) => tools.byName.get(name)?.isDestructive);
  const deleted = new Set(deletes.map(({ taskId }) => taskId));
  const changed = new Set(calls.map(({ taskId }) => taskId).filter((id) => !deleted.has(id)));
  const titles = listTitles(calls, phrases);
  if (changed.size === 0) return phrases.proposeDelete(deleted.size, titles);
  if (deleted.size === 0) return phrases.proposeChange(changed.size, titles);
  return phrases.proposeBoth(deleted.size, changed.size, titles);
}

function listTitles(calls: readonly ProposedCall[], phrases: Phrases): string {
  const titles = [...new Map(calls.map(({ taskId, title }) => [taskId, title])).values()].map(
    (title) => `“${shorten(title)}”`,
  );
  const shown = titles.slice(0, MOST_TITLES).join(', ');
  return titles.length > MOST_TITLES ? `${shown} ${phrases.andMore(titles.length - MOST_TITLES)}` : shown;
}

function shorten(title: string): string {
  return title.length > 80 ? `${title.slice(0, 79)}…` : title;
}
