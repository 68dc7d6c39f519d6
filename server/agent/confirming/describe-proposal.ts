import { proposedTasks, type ProposedCall, type ProposedTask } from '../../models/confirmation.ts';
import type { Tools } from '../../mcp/connect-tools.ts';
import type { Phrases } from '../phrases/phrases.ts';

/** As many titles as a person reads before a yes; the number of the rest is said. */
const MOST_TITLES = 10;

/** Says in one question what waits for a yes. Titles are quoted: they are the user's text, not ours. */
export function describeProposal(
  calls: readonly ProposedCall[],
  tools: Pick<Tools, 'byName'>,
  phrases: Phrases,
): string {
  const tasks = calls.flatMap((call) => {
    const isDestructive = tools.byName.get(call.name)?.isDestructive === true;
    return proposedTasks(call).map((task) => ({ ...task, isRemoved: task.isRemoved ?? isDestructive }));
  });
  const deleted = new Set(tasks.flatMap(({ taskId, isRemoved }) => (isRemoved ? [taskId] : [])));
  const changed = new Set(tasks.map(({ taskId }) => taskId).filter((id) => !deleted.has(id)));
  const titles = listTitles(tasks, phrases);
  if (changed.size === 0) return phrases.proposeDelete(deleted.size, titles);
  if (deleted.size === 0) return phrases.proposeChange(changed.size, titles);
  return phrases.proposeBoth(deleted.size, changed.size, titles);
}

function listTitles(tasks: readonly Pick<ProposedTask, 'taskId' | 'title'>[], phrases: Phrases): string {
  const titles = [...new Map(tasks.map(({ taskId, title }) => [taskId, title])).values()].map(
    (title) => `“${shorten(title)}”`,
  );
  const shown = titles.slice(0, MOST_TITLES).join(', ');
  return titles.length > MOST_TITLES ? `${shown} ${phrases.andMore(titles.length - MOST_TITLES)}` : shown;
}

function shorten(title: string): string {
  return title.length > 80 ? `${title.slice(0, 79)}…` : title;
}
