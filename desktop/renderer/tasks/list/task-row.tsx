import { Check, Flag, Repeat2, StickyNote } from 'lucide-react';
import { memo, type CSSProperties, type Ref } from 'react';
import { Link } from 'wouter';
import type { Task } from '../../../task.ts';
import { describeRecurrence } from '../../i18n/describe-recurrence.ts';
import { formatDue, formatDueInFull } from '../../i18n/format-due.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import { isOverdue } from '../store/group-tasks.ts';

/** Where a row stands in a list of which only those in sight are drawn. */
interface RowPlace {
  readonly index: number;
  /** Its number within its group, from 1, and how many the group has; -1 where that is not known. */
  readonly position: number;
  readonly setSize: number;
  /** How far down, in px. */
  readonly top: number;
  readonly measure: Ref<HTMLLIElement>;
}

interface TaskRowProps extends Partial<RowPlace> {
  readonly task: Task;
  readonly now: Date;
  readonly isOpen?: boolean;
  /** Whether something that was written about it is not saved. */
  readonly isUnsaved?: boolean;
  /** The page of the task. */
  readonly href: string;
  readonly onSetDone: (change: { task: Task; isDone: boolean }) => void;
}

/** One task in a list: tick it, or open it. Drawn again only when something about it changes, however far one scrolls. */
export const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const { task, now, isOpen, href, top, measure } = props;
  const { messages } = useSpeech();
  const isDone = task.status === 'completed';
  const style: CSSProperties | undefined = top === undefined ? undefined : { transform: `translateY(${top}px)` };
  return (
    <li
      ref={measure}
      className={`task-row${isDone ? ' is-done' : ''}${isOpen ? ' is-open' : ''}`}
      style={style}
      data-task={task.id}
      data-index={props.index}
      aria-posinset={props.position}
      aria-setsize={props.setSize}
    >
      <label className="tick">
        <input
          type="checkbox"
          className="tick-input"
          checked={isDone}
          aria-label={messages.tasks.complete(task.title)}
          onChange={() => props.onSetDone({ task, isDone: !isDone })}
        />
        <span className="tick-box">
          <Check size={14} strokeWidth={3} aria-hidden />
        </span>
      </label>
      <Link href={href} className="task-link" aria-current={isOpen ? 'true' : undefined}>
        <span className="task-title">{task.title}</span>
        <TaskMarks task={task} now={now} isUnsaved={props.isUnsaved === true} />
      </Link>
    </li>
  );
});

function TaskMarks({ task, now, isUnsaved }: { task: Task; now: Date; isUnsaved: boolean }) {
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
      {isUnsaved && <span className="unsaved-mark">{messages.form.unsaved}</span>}
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
