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
  const taken = tasks.slice(0, MOST_ADDED);
  const calls = taken.map(fitTitle).map((task) => ({ name: 'add_task', args: { ...task }, title: task.title }));
  const remarks = [
    ...(tasks.length > MOST_ADDED ? [fill(pack.phrases.tooMany, { count: MOST_ADDED })] : []),
    ...(taken.some(isTooLong) ? [pack.phrases.shortened] : []),
  ];
  return { kind: 'calls', calls, remarks };
}

function isTooLong({ title }: NewTask): boolean {
  return joinLines(title).length > LONGEST_TITLE;
}

function joinLines(title: string): string {
  return title.replaceAll(/\s+/gu, ' ');
}

function fitTitle(task: NewTask): NewTask {
  const title = joinLines(task.title);
  if (!isTooLong(task)) return { ...task, title };
  const cut = title.slice(0, SHORTENED_TITLE);
  const space = cut.lastIndexOf(' ');
  const head = (space > SHORTENED_TITLE / 2 ? cut.slice(0, space) : cut).toWellFormed().replace(/\uFFFD$/u, '');
  return { ...task, title: `${head}…`, notes: task.title.slice(0, LONGEST_NOTES).toWellFormed() };
}

/** The tools take titles of 500 characters and notes of 10,000. */
const LONGEST_TITLE = 500;
const SHORTENED_TITLE = 120;
const LONGEST_NOTES = 10_000;
