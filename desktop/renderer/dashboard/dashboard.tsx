import { CircleAlert } from 'lucide-react';
import { Link } from 'wouter';
import { describeError } from '../client/describe-error.ts';
import type { Task } from '../client/task.ts';
import { dayKey, daysBetween } from '../i18n/calendar.ts';
import { useSpeech } from '../i18n/language-context.tsx';
import { useUser } from '../session/session-context.tsx';
import { hasPassed } from '../tasks/group-tasks.ts';
import { moveBetweenRows } from '../tasks/move-between-rows.ts';
import { useTaskList } from '../tasks/use-tasks.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { useNow } from '../ui/use-now.ts';
import { usePageTitle } from '../ui/use-page-title.ts';
import { ConversationList } from './conversation-list.tsx';
import { QuickAdd } from './quick-add.tsx';
import { TaskCard } from './task-card.tsx';

const OPEN_TASKS = { status: 'pending' } as const;
const UPCOMING_DAYS = 7;

/** The first page: what is due, one line to say what to do next, and the conversations so far. */
export function Dashboard() {
  const { messages, locale, timeZone } = useSpeech();
  const { dashboard, action } = messages;
  const user = useUser();
  const now = useNow();
  const list = useTaskList(OPEN_TASKS);
  usePageTitle(dashboard.title);

  const tasks = list.data?.pages.flatMap((page) => page.data) ?? [];
  const { overdue, today, upcoming } = sortByDay(tasks, now, timeZone);
  return (
    <div className="page dashboard">
      <header className="greeting">
        <p className="greeting-date">
          {new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(now)}
        </p>
        <h1 className="greeting-title">{greet(messages.dashboard, now, timeZone)(firstNameOf(user.name))}</h1>
        <p className="greeting-text">{list.data ? dashboard.summary(today.length, overdue.length) : '\u00A0'}</p>
      </header>
      <QuickAdd />
      <div className="dashboard-columns">
        <div className="dashboard-tasks" onKeyDown={moveBetweenRows} role="presentation">
          {list.isPending && <SkeletonRows count={6} />}
          {list.isError && !list.data && (
            <EmptyState
              isAlert
              icon={<CircleAlert size={28} aria-hidden />}
              title={messages.tasks.failed}
              text={describeError(list.error, messages)}
            >
              <button type="button" className="button button-primary" onClick={() => void list.refetch()}>
                {action.retry}
              </button>
            </EmptyState>
          )}
          {list.data && (
            <>
              <TaskCard id="overdue" tone="late" title={dashboard.overdue} tasks={overdue} now={now} empty={null} />
              <TaskCard
                id="today"
                title={dashboard.today}
                tasks={today}
                now={now}
                empty={tasks.length === 0 ? dashboard.nothingYet : dashboard.nothingToday}
                more={
                  <Link href="/tasks" className="button button-small button-quiet">
                    {dashboard.allTasks}
                  </Link>
                }
              />
              <TaskCard
                id="upcoming"
                title={dashboard.upcoming}
                tasks={upcoming}
                now={now}
                empty={tasks.length === 0 ? null : dashboard.nothingUpcoming}
              />
            </>
          )}
        </div>
        <ConversationList />
      </div>
    </div>
  );
}

function sortByDay(tasks: readonly Task[], now: Date, timeZone: string) {
  const today = dayKey(now, timeZone);
  const distanceOf = (task: Task) =>
    task.due_at === null ? undefined : daysBetween(today, dayKey(new Date(task.due_at), timeZone));
  const inTime = tasks.filter((task) => !hasPassed(task, now, timeZone));
  return {
    overdue: tasks.filter((task) => hasPassed(task, now, timeZone)),
    today: inTime.filter((task) => distanceOf(task) === 0),
    upcoming: inTime.filter((task) => {
      const distance = distanceOf(task);
      return distance !== undefined && distance > 0 && distance <= UPCOMING_DAYS;
    }),
  };
}

function greet(
  words: { morning: Greeting; afternoon: Greeting; evening: Greeting },
  now: Date,
  timeZone: string,
): Greeting {
  const hour = Number(new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(now));
  if (hour >= 5 && hour < 12) return words.morning;
  return hour >= 12 && hour < 18 ? words.afternoon : words.evening;
}

type Greeting = (name: string) => string;

function firstNameOf(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
