import { z } from 'zod';
import { duePhrase, notes, priority, recurrencePhrase, tags, title } from './task-values.ts';

const moment = z.iso.datetime({ offset: true });

/** What a person says of a task, kept as it was said. The next occurrence of a task that repeats has the same. */
const content = {
  title: z.string().describe('What is to be done'),
  notes: z.string().nullable().describe('More about it'),
  priority: priority.nullable().describe('How much it matters'),
  tags: z.array(z.string()).describe('Its labels'),
};

/** When a task is due and how it repeats. */
export const ownDates = {
  due_on: z.iso.date().nullable().describe('The day it is due on, at no special time: the same day in every zone'),
  due_at: moment.nullable().describe('The time it is due at, in UTC; a task has a day, or a time, or neither'),
  due_zone: z
    .string()
    .nullable()
    .describe(
      'The IANA zone its time was said in; of a day, the zone of its repetition. It repeats by the clocks there',
    ),
  recurrence: z.string().nullable().describe('How it repeats, as an RFC 5545 RRULE'),
};

/** What a task is to the person whose it is; an export has all of it. */
const own = {
  id: z.int().describe('The number of the task'),
  ...content,
  status: z.enum(['pending', 'completed']).describe('Whether it is done'),
  ...ownDates,
  completed_at: moment.nullable().describe('When it was done'),
  created_at: moment.describe('When it was made'),
  updated_at: moment.describe('When it was last changed'),
};

const version = z.int().describe('Grows with every change');

/** All columns of `tasks` by their names, with their values in JSON. */
export const taskRow = z.object({
  ...own,
  version,
  user_id: z.string(),
  reminded_at: moment.nullable(),
  previous_id: z.int().nullable(),
  series_id: z.uuid().nullable(),
});

/** A task as every tool result, REST answer and receipt shows it. */
export const taskView = z.object({
  ...own,
  due: z.string().nullable().describe("When it is due, in words, in the user's zone and language"),
  overdue: z.boolean().describe('Whether it is pending and should have been done'),
  version,
});

export type TaskView = z.infer<typeof taskView>;

export const exportedColumns: readonly string[] = Object.keys(own);

/** The columns that the next occurrence of a task shares with it. */
export const taskContent = z.object(content);

/** What a person can say of a task, and a receipt tells when it changed. */
export type SaidField = keyof typeof content | 'due' | 'recurrence';

/** What can be said when a task is made. */
export const newTask = z.object({
  title,
  notes: notes.nullish().describe('More about it; 10,000 characters at most'),
  due: duePhrase
    .nullish()
    .describe(
      'When it is due, exactly as the user said it ("tomorrow 6pm", "mañana a las 5", "friday") or as ISO 8601. ' +
        'Never work the date out yourself; leave it out when the user named none',
    ),
  priority: priority.nullish().describe('Only when the user says how much it matters: low, medium or high'),
  tags: tags.nullish().describe('Labels the user gave it, such as "work"; 20 at most'),
  recurrence: recurrencePhrase
    .nullish()
    .describe('How it repeats, exactly as the user said it ("every monday at 9") or as an RRULE'),
} satisfies Record<SaidField, z.ZodType>);

/** What can be said to change a task; null empties a field. */
export const taskEdit = z.object({
  title: title.optional().describe('The new title'),
  notes: notes.nullish().describe('The new notes; they replace the old ones'),
  due: duePhrase
    .nullish()
    .describe(
      'The new due date, exactly as the user said it ("next friday 3pm") or as ISO 8601. What it leaves out stays: ' +
        '"friday" keeps the hour, "10am" the day; "friday all day" takes the hour away',
    ),
  priority: priority.nullish().describe('The new priority: low, medium or high'),
  tags: tags.optional().describe('All tags it shall have; they replace the old ones'),
  recurrence: recurrencePhrase
    .nullish()
    .describe('How it shall repeat, exactly as the user said it ("every monday at 9") or as an RRULE'),
} satisfies Record<SaidField, z.ZodType>);
