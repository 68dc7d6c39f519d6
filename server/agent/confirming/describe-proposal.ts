import { quoteText } from '../../ground/quote-text.ts';
import type { ProposedCall } from '../../models/confirmation.ts';
import type { Clock } from '../../tasks/task-dates.ts';
import type { Phrases } from '../../languages/phrases.ts';
import { readProposal, type ProposalEntry } from './read-proposal.ts';

/** As many titles as a question names; all that loses something stands below it. */
const MOST_TITLES = 10;
/** So many changes that lose nothing are shown; the number of the rest is said. */
const MOST_HARMLESS = 10;

/** What waits for a yes, in words. */
export interface DescribedProposal {
  /** One line, which names the tasks. */
  readonly question: string;
  /** The same where the tasks stand below it. */
  readonly headline: string;
  /** What becomes of each task; what loses something comes first, and none of that is left out. */
  readonly entries: readonly ProposalEntry[];
  /** How many are not in the entries. */
  readonly hidden: number;
  /** Whether it does nothing but delete. */
  readonly isDeletion: boolean;
}

/** Says what waits for a yes, field by field. Titles and notes are quoted: they are the user's text, not ours. */
export function describeProposal(calls: readonly ProposedCall[], phrases: Phrases, clock: Clock): DescribedProposal {
  const all = readProposal(calls, phrases, clock);
  const harmless = all.filter(({ isLosing }) => !isLosing);
  const entries = [...all.filter(({ isLosing }) => isLosing), ...harmless.slice(0, MOST_HARMLESS)];
  const question = ask(all, phrases, listTitles(all, phrases));
  return {
    question,
    headline: all.length > 1 ? ask(all, phrases) : question,
    entries,
    hidden: all.length - entries.length,
    isDeletion: all.every(({ verb }) => verb === 'delete'),
  };
}

/** The same as text: the question, and below it what it does not say itself. */
export function summarizeProposal(calls: readonly ProposedCall[], phrases: Phrases, clock: Clock): string {
  const { question, entries, hidden } = describeProposal(calls, phrases, clock);
  const isSingle = entries.length + hidden === 1;
  const lines = entries.flatMap(({ verb, title, lines: said }, index) => {
    if (verb === 'delete' && index < MOST_TITLES) return [];
    if (isSingle && verb !== 'restore') return said;
    return [[`${phrases.verbs[verb]}: ${quoteText(title, phrases.quoteMarks)}`, ...said].join(' · ')];
  });
  const rest = hidden > 0 ? [phrases.andMore(hidden)] : [];
  return [question, ...[...lines, ...rest].map((line) => `– ${line}`)].join('\n');
}

function ask(entries: readonly ProposalEntry[], phrases: Phrases, titles?: string): string {
  const count = (wanted: ProposalEntry['verb'][]) => entries.filter(({ verb }) => wanted.includes(verb)).length;
  const [deleted, added, changed] = [count(['delete']), count(['add']), count(['change', 'restore'])];
  if (changed + added === 0) return phrases.proposeDelete(deleted, titles);
  if (deleted + added === 0) return phrases.proposeChange(changed, titles);
  if (deleted + changed === 0) return phrases.proposeAdd(added, titles);
  if (added === 0) return phrases.proposeBoth(deleted, changed, titles);
  return phrases.proposeMixed(entries.length, titles);
}

function listTitles(entries: readonly ProposalEntry[], phrases: Phrases): string {
  const titles = entries.map(({ title }) => quoteText(title, phrases.quoteMarks));
  const shown = titles.slice(0, MOST_TITLES).join(', ');
  return titles.length > MOST_TITLES ? `${shown} ${phrases.andMore(titles.length - MOST_TITLES)}` : shown;
}
