import type { TrayTask } from '../api/parley-api.ts';
import type { NativeMessages } from '../i18n/native-messages-en.ts';

const MAX_BODY = 120;

/** What a notification says. */
export interface ReminderText {
  title: string;
  body: string;
}

/**
 * Words a reminder for one task.
 *
 * @param words in the person's language
 * @param platform Linux notification daemons and Windows toasts may read markup, so it is taken out of the text
 */
export function describeReminder(
  task: TrayTask,
  hidesContent: boolean,
  words: NativeMessages['reminder'],
  platform: NodeJS.Platform,
): ReminderText {
  if (hidesContent) return { title: 'Parley', body: words.hidden };
  return { title: plain(task.title, platform, 80), body: plain(task.due ?? words.dueNow, platform, MAX_BODY) };
}

/** Words one notification for many tasks, such as after a weekend. */
export function describeManyReminders(
  tasks: TrayTask[],
  hidesContent: boolean,
  words: NativeMessages['reminder'],
  platform: NodeJS.Platform,
): ReminderText {
  const names = tasks.map(({ title }) => title).join(', ');
  return {
    title: words.many(tasks.length),
    body: hidesContent ? words.manyHidden : plain(names, platform, MAX_BODY),
  };
}

function plain(text: string, platform: NodeJS.Platform, limit: number): string {
  const line = text.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const characters = Array.from(line);
  const short = characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : line;
  return platform === 'linux' ? short.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : short;
}
