import { Check, Flag, Repeat2, StickyNote } from 'lucide-react';
import { Link } from 'wouter';
import type { Task } from '../../../task.ts';
import { describeRecurrence } from '../../i18n/describe-recurrence.ts';
import { formatDue, formatDueInFull } from '../../i18n/format-due.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import { isOverdue } from '../store/group-tasks.ts';
import { useTasksHref } from './use-task-filter.ts';

/** One task in a list: tick it, or open it. */
export function TaskRow(props: { task: Task; now: Date; isOpen?: boolean; onSetDone: (isDone: boolean) => void }) {
  const { task, now } = props;
  const { messages } = useSpeech();
  const tasksHref = useTasksHref();
  const isDone = task.status === 'completed';
  return (
    <li className={`task-row${isDone ? ' is-done' : ''}${props.isOpen ? ' is-open' : ''}`} data-task={task.id}>
      <label className="tick">
        <input
          type="checkbox"
          className="tick-input"
          checked={isDone}
          aria-label={messages.tasks.complete(task.title)}
          onChange={() => props.onSetDone(!isDone)}
        />
        <span className="tick-box">
          <Check size={14} strokeWidth={3} aria-hidden />
        </span>
      </label>
      <Link
        href={tasksHref(`/tasks/${task.id}`)}
        className="task-link"
        aria-current={props.isOpen ? 'true' : undefined}
      >
        <span className="task-title">{task.title}</span>
        <TaskMarks task={task} now={now} />
      </Link>
    </li>
  );
}

function TaskMarks({ task, now }: { task: Task; now: Date }) {
  const { messages, locale, timeZone } = useSpeech();
  const due = formatDue(task, { locale, timeZone }, now);
  const isLate = isOverdue(task, now, timeZone);
  const priority =
    task.priority &&
    {
      high: messages.tasks.priorityHigh,
      medium: messages.tasks.priorityMedium,
      low: messages.tasks.priorityLow,
    }[task.priority];
  return (
    <span className="task-marks">
      {task.tags.map((tag) => (
        <span key={tag} className="tag">
          {tag}
        </span>
      ))}
      {task.notes !== null && <Mark icon={<StickyNote size={14} aria-hidden />} label={messages.tasks.hasNotes} />}
      {task.recurrence !== null && (
        <Mark
          icon={<Repeat2 size={14} aria-hidden />}
          label={`${messages.tasks.repeats} ${describeRecurrence(task.recurrence, messages, locale) ?? ''}`.trimEnd()}
        />
      )}
      {priority && task.priority && (
        <span className={`mark priority-${task.priority}`} title={priority}>
          <Flag size={14} aria-hidden />
          <span className="visually-hidden">
            {messages.tasks.priority}: {priority}
          </span>
        </span>
      )}
      {due !== null && (
        <time
          className={isLate ? 'due is-late' : 'due'}
          dateTime={task.due_on ?? task.due_at ?? undefined}
          title={formatDueInFull(task, { locale, timeZone }) ?? undefined}
        >
          {due}
          {isLate && <span className="visually-hidden"> ({messages.tasks.overdueMark})</span>}
        </time>
      )}
    </span>
  );
}

function Mark({ icon, label }: { icon: React.ReactNode; label: string }) {
  return (
    <span className="mark" title={label}>
      {icon}
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
