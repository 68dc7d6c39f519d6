import { raw } from 'objection';
import { z } from 'zod';
import type { Knex } from '../../database/database.ts';
import { withinTime } from '../../database/within-time.ts';
import { Conversation } from '../../models/conversation.ts';
import { findTasks } from '../../tasks/lists/find-tasks.ts';
import { presentTask } from '../../tasks/present-task.ts';
import type { Clock } from '../../tasks/task-dates.ts';
import { taskView } from '../../tasks/task-fields.ts';
import { findMessages, foundMessage } from './find-messages.ts';
import { excerpt, markedText, markWords } from './mark-words.ts';
import { readSearchWords, type SearchWord } from './search-words.ts';

/** What is searched for, as an address has it. */
export const searchRequest = z.object({
  q: z.string('must be text').max(500, 'must be 500 characters at most'),
  limit: z
    .string()
    .regex(/^(?:[1-9]|1\d|20)$/, 'must be a number from 1 to 20')
    .transform(Number)
    .default(8),
});

/** What was found, of each kind the best ones. */
export const searchAnswer = z.object({
  tasks: z
    .array(
      z.object({
        task: taskView,
        title: markedText.describe('Its title'),
        notes: markedText.nullable().describe('The part of its notes that the words stand in'),
      }),
    )
    .describe('Tasks that have all the words in title and notes, also within others: open ones first'),
  conversations: z
    .array(z.object({ id: z.string(), title: markedText, active_at: z.iso.datetime() }))
    .describe('Conversations that are called so, the one that was used last first'),
  messages: z
    .array(foundMessage)
    .describe('Messages in which all the words, or what begins with them, stand; the newest first'),
});

type SearchAnswer = z.infer<typeof searchAnswer>;

/** No search holds the database longer. */
const SEARCH_MS = 2_000;

/**
 * Looks through a user's tasks, conversations and messages. Case, accents and marks do not matter.
 *
 * @param clock also says in whose language forms of a word are one
 * @throws AppError `database_unavailable` when it takes too long.
 */
export function searchEverything(
  database: Knex,
  { userId, signal, ...clock }: Clock & { readonly userId: string; readonly signal: AbortSignal },
  { q, limit }: z.output<typeof searchRequest>,
): Promise<SearchAnswer> {
  return withinTime(
    database,
    SEARCH_MS,
    async (connection) => {
      const words = await readSearchWords(connection, q, clock.locale);
      if (words.length === 0) return { tasks: [], conversations: [], messages: [] };
      return {
        tasks: await searchTasks(connection, userId, { words, limit }, clock),
        conversations: await searchTitles(connection, userId, { words, limit }),
        messages: await findMessages(connection, userId, { words, limit }),
      };
    },
    signal,
  );
}

interface Search {
  readonly words: readonly SearchWord[];
  readonly limit: number;
}

async function searchTasks(
  connection: Knex,
  userId: string,
  { words, limit }: Search,
  clock: Clock,
): Promise<SearchAnswer['tasks']> {
  const filter = { status: 'all', words: plainWords(words) } as const;
  const { tasks } = await findTasks(connection, userId, filter, { limit, timeZone: clock.timeZone });
  return tasks.map((task) => {
    const notes = task.notes === null ? null : excerpt(task.notes, words);
    return {
      task: presentTask(task, clock),
      title: markWords(task.title, words),
      notes: notes !== null && notes.marks.length > 0 ? notes : null,
    };
  });
}

async function searchTitles(
  connection: Knex,
  userId: string,
  { words, limit }: Search,
): Promise<SearchAnswer['conversations']> {
  const found = await Conversation.query(connection)
    .modify('ownedBy', userId)
    .whereNotNull('title')
    .where((query) => {
      for (const word of plainWords(words)) query.where(raw('strpos(fold_text(title), ?) > 0', [word]));
    })
    .orderBy('activeAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .select('id', 'title', 'activeAt');
  return found.map(({ id, title, activeAt }) => ({
    id,
    title: markWords(title ?? '', words),
    active_at: activeAt.toISOString(),
  }));
}

/** As they stand in texts that are looked through and not indexed. */
function plainWords(words: readonly SearchWord[]): string[] {
  return words.map(({ pieces }) => pieces.join(''));
}
