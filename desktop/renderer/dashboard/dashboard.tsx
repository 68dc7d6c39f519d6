import { CircleAlert } from 'lucide-react';
import { useRef } from 'react';
import { Link } from 'wouter';
import { describeError } from '../client/describe-error.ts';
import { ConversationList } from '../conversations/conversation-list.tsx';
import { useSpeech } from '../i18n/language-context.tsx';
import { useUser } from '../session/session-context.tsx';
import { moveBetweenRows } from '../tasks/list/move-between-rows.ts';
import { useRowFocus } from '../tasks/list/use-row-focus.ts';
import { countNextDays } from '../tasks/store/count-task.ts';
import { useTaskCounts } from '../tasks/store/use-tasks.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';
import { useNow } from '../ui/use-now.ts';
import { usePageTitle } from '../ui/use-page-title.ts';
import { QuickAdd } from './quick-add.tsx';
import { MOST_ROWS, TaskCard } from './task-card.tsx';
import { useDueTasks } from './use-due-tasks.ts';

const OPEN_TASKS = { status: 'pending' } as const;

/** The first page: what is due, one line to say what to do next, and the conversations so far. */
export function Dashboard() {
  const { messages, locale, timeZone } = useSpeech();
  const { dashboard, action } = messages;
  const user = useUser();
  const now = useNow();
  const tasks = useDueTasks(now, timeZone);
  const counts = useTaskCounts(OPEN_TASKS).data;
  usePageTitle(dashboard.title);

  const list = useRef<HTMLDivElement>(null);
  const shown = [tasks.overdue, tasks.today, tasks.upcoming, tasks.undated].flatMap((each) => each.slice(0, MOST_ROWS));
  const { onFocus, onBlur } = useRowFocus(list, shown, null);
  const isEmpty = counts?.open === 0;
  return (
    <div className="page dashboard">
      <header className="greeting">
        <p className="greeting-date">
          {new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(now)}
        </p>
        <h1 className="greeting-title">{greet(messages.dashboard, now, timeZone)(firstNameOf(user.name))}</h1>
        <p className="greeting-text">{counts ? dashboard.summary(counts.today, counts.overdue) : '\u00A0'}</p>
      </header>
      <QuickAdd />
      <div className="dashboard-columns">
        <div
          ref={list}
          className="dashboard-tasks"
          onKeyDown={moveBetweenRows}
          onFocus={onFocus}
          onBlur={onBlur}
          role="presentation"
        >
          {tasks.isPending && !tasks.error && <SkeletonRows count={6} />}
          {tasks.error && (
            <EmptyState
              isAlert
              icon={<CircleAlert size={28} aria-hidden />}
              title={messages.tasks.failed}
              text={describeError(tasks.error, messages)}
            >
              <button type="button" className="button button-primary" onClick={tasks.refetch}>
                {action.retry}
              </button>
            </EmptyState>
          )}
          {!tasks.isPending && !tasks.error && (
            <>
              <TaskCard
                id="overdue"
                tone="late"
                title={dashboard.overdue}
                tasks={tasks.overdue}
                count={counts?.overdue}
                href={listHref(tasks.due.overdue)}
                now={now}
                empty={null}
              />
              <TaskCard
                id="today"
                title={dashboard.today}
                tasks={tasks.today}
                count={counts?.today}
                href={listHref(tasks.due.today)}
                now={now}
                empty={isEmpty ? dashboard.nothingYet : dashboard.nothingToday}
                more={
                  <Link href="/tasks" className="button button-small button-quiet">
                    {dashboard.allTasks}
                  </Link>
                }
              />
              <TaskCard
                id="upcoming"
                title={dashboard.upcoming}
                tasks={tasks.upcoming}
                count={counts && countNextDays(counts)}
                href={listHref(tasks.due.upcoming)}
                now={now}
                empty={isEmpty ? null : dashboard.nothingUpcoming}
              />
              <TaskCard
                id="undated"
                title={messages.tasks.group.no_date}
                tasks={tasks.undated}
                count={counts?.no_date}
                href={listHref(tasks.due.undated)}
                now={now}
                empty={null}
              />
            </>
          )}
        </div>
        <ConversationList />
      </div>
    </div>
  );
}

function listHref(due: string): string {
  return `/tasks?${new URLSearchParams({ due }).toString()}`;
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
