import type { Phrases } from '../../languages/phrases.ts';
import { formatShortDue } from '../../dates/calendar/format-short-due.ts';
import { describeRecurrence } from '../../dates/recurrence/describe-recurrence.ts';
import { plainText, quoteText } from '../../ground/quote-text.ts';
import type { Clock } from '../../tasks/task-dates.ts';
import type { TaskView } from '../../tasks/task-fields.ts';
import { caption, icon, type ServerAction, type Tone, type WidgetComponent } from './widgets.ts';

/** The action of a task's box. */
export const TOGGLE_ACTION = 'task.toggle';

/** In which words a card speaks, and when and where it is read. */
export interface CardSpeech extends Clock {
  readonly phrases: Phrases;
}

/** In pixels, with the room around it. */
const BOX_WIDTH = 23;

const PRIORITY_TONES: Record<NonNullable<TaskView['priority']>, Tone> = {
  high: 'danger',
  medium: 'warning',
  low: 'secondary',
};

/** How a task is told apart in a widget. */
export function rowKey(taskId: number): string {
  return `task-${taskId}`;
}

/**
 * What a row of a task shows, as the app's own list shows it: a box to tick, the title, which leads to the task, and what
 * else is known of it. What is gone has no box and is struck through.
 *
 * @param options.details stands below the title
 * @param options.hidesDue when something below says it already
 */
export function drawTaskRow(
  task: TaskView,
  speech: CardSpeech,
  options: { isGone: boolean; hidesDue?: boolean; details?: WidgetComponent[] },
): WidgetComponent[] {
  const { isGone, hidesDue = false, details = [] } = options;
  const marks = isGone ? [] : taskMarks(task, speech, hidesDue);
  const line: WidgetComponent[] = [
    { type: 'Col', flex: '1 1 10rem', children: [title(task, isGone)] },
    ...(marks.length === 0
      ? []
      : [{ type: 'Row', gap: 2, align: 'center', justify: 'end', wrap: 'wrap', children: marks }]),
  ];
  return [
    isGone ? gone() : box(task, speech),
    {
      type: 'Col',
      gap: 0,
      flex: 1,
      children: [{ type: 'Row', gap: 2, align: 'center', wrap: 'wrap', children: line }, ...details],
    },
  ];
}

/** A link that the app opens by itself. The title is data: nothing in it may act as markup. */
export function taskLink(task: { id: number; title: string }): string {
  return `[${withoutMarkup(plainText(task.title))}](chatkit-link://task/${task.id})`;
}

/** In the place of the box. */
function gone(): WidgetComponent {
  return { type: 'Row', width: BOX_WIDTH, justify: 'center', children: [icon('lucide:trash-2', 'tertiary')] };
}

function title(task: TaskView, isGone: boolean): WidgetComponent {
  if (isGone) return { type: 'Text', value: plainText(task.title), lineThrough: true, color: 'secondary' };
  return { type: 'Markdown', value: task.status === 'completed' ? `~~${taskLink(task)}~~` : taskLink(task) };
}

function box(task: TaskView, { phrases }: CardSpeech): WidgetComponent {
  const isDone = task.status === 'completed';
  const toggle: ServerAction = {
    type: TOGGLE_ACTION,
    payload: { task_id: task.id, completed: !isDone },
    loadingBehavior: 'none',
    streaming: false,
  };
  return {
    type: 'Checkbox',
    name: rowKey(task.id),
    // The title stands beside the box; who hears the box alone has to hear it too.
    ariaLabel: phrases.completeTask(quoteText(task.title, phrases.quoteMarks)),
    defaultChecked: isDone,
    onChangeAction: toggle,
  };
}

function taskMarks(task: TaskView, speech: CardSpeech, hidesDue: boolean): WidgetComponent[] {
  const { phrases } = speech;
  const { tags, notes, recurrence, priority } = task;
  const due = hidesDue ? undefined : shortDue(task, speech);
  return [
    ...tags.map((tag) => ({ type: 'Badge', label: plainText(tag, 40), color: 'secondary', size: 'sm', pill: true })),
    ...(notes === null ? [] : [icon('lucide:sticky-note', 'secondary', phrases.fields.notes)]),
    ...(recurrence === null
      ? []
      : [icon('lucide:repeat-2', 'secondary', describeRecurrence(recurrence, phrases.locale))]),
    ...(priority === null
      ? []
      : [icon('lucide:flag', PRIORITY_TONES[priority], `${phrases.fields.priority}: ${phrases.priorities[priority]}`)]),
    ...(due === undefined
      ? []
      : [task.overdue ? { ...caption(due, 'danger'), spokenAfter: `(${phrases.overdue})` } : caption(due)]),
  ];
}

function shortDue({ due_on: on, due_at: at, due_zone: zone }: TaskView, speech: CardSpeech): string | undefined {
  if (on !== null) return formatShortDue({ on }, speech);
  return at === null ? undefined : formatShortDue({ at: new Date(at), zone: zone ?? speech.timeZone }, speech);
}

/** Somebody's text within Markdown, in which nothing of it acts as markup. */
export function withoutMarkup(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()<>#+\-.!|~&:@/]/g, String.raw`\$&`);
}
