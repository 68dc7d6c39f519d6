import type { LanguagePack } from '../../languages/language-pack.ts';
import type { NewTask } from '../understanding/intent.ts';
import { MOST_ADDED } from '../understanding/split-items.ts';
import { fill } from '../replying/describe-task.ts';
import type { TaskCall } from '../replying/outcome.ts';

/** One `add_task` per new task; a title that is too long is shortened and all of it kept in the notes. */
export function planAdds(
  tasks: readonly NewTask[],
  pack: LanguagePack,
): { kind: 'calls'; calls: TaskCall[]; remarks: string[] } {
  const calls = tasks.slice(0, MOST_ADDED).map((task) => {
    const { title, notes } = fitTitle(task);
    const args = { ...task, title, ...(notes !== undefined && { notes }) };
    return { name: 'add_task', args, title };
  });
  const remarks = tasks.length > MOST_ADDED ? [fill(pack.phrases.tooMany, { count: MOST_ADDED })] : [];
  return { kind: 'calls', calls, remarks };
}

function fitTitle(task: NewTask): { title: string; notes: string | undefined } {
  const title = task.title.replaceAll(/\s+/gu, ' ');
  if (title.length <= LONGEST_TITLE) return { title, notes: task.notes };
  const cut = title.slice(0, SHORTENED_TITLE);
  const space = cut.lastIndexOf(' ');
  const head = (space > SHORTENED_TITLE / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/\uFFFD$/u, '');
  return { title: `${head}…`, notes: task.title.slice(0, LONGEST_NOTES).toWellFormed() };
}

/** The tools take titles of 500 characters and notes of 10,000. */
const LONGEST_TITLE = 500;
const SHORTENED_TITLE = 120;
const LONGEST_NOTES = 10_000;
