import type { TrayTask } from '../api/parley-api.ts';

const MAX_BODY = 120;

/** What a notification says. */
export interface ReminderText {
  title: string;
  body: string;
}

/**
 * Words a reminder for one task.
 *
 * @param platform Linux notification daemons and Windows toasts may read markup, so it is taken out of the text
 */
export function describeReminder(task: TrayTask, hidesContent: boolean, platform: NodeJS.Platform): ReminderText {
  if (hidesContent) return { title: 'Parley', body: 'A task is due.' };
  return { title: plain(task.title, platform, 80), body: plain(task.due ?? 'Due now', platform, MAX_BODY) };
}

/** Words one notification for many tasks, such as after a weekend. */
export function describeManyReminders(
  tasks: TrayTask[],
  hidesContent: boolean,
  platform: NodeJS.Platform,
): ReminderText {
  const names = tasks.map(({ title }) => title).join(', ');
  return {
    title: `${tasks.length} tasks are due`,
    body: hidesContent ? 'Open Parley to see them.' : plain(names, platform, MAX_BODY),
  };
}

function plain(text: string, platform: NodeJS.Platform, limit: number): string {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const characters = Array.from(line);
  const short = characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : line;
  return platform === 'linux' ? short.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : short;
}
