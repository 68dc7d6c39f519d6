import { useEffect } from 'react';
import { dayKey, dueDay } from '../../due-day.ts';
import type { Task } from '../../task.ts';
import { daysBetween } from '../i18n/calendar.ts';
import { hasPassed } from '../tasks/store/group-tasks.ts';
import { useTaskList } from '../tasks/store/use-tasks.ts';
import { MOST_ROWS } from './task-card.tsx';

const UPCOMING_DAYS = 7;
const DAY_MS = 86_400_000;

/** The first of the tasks that are late, due today, due in the days after it and without a date: a list for each, since any can be long. */
export function useDueTasks(now: Date, timeZone: string) {
  const today = dayKey(now, timeZone);
  const dayAhead = (days: number) => new Date(Date.parse(today) + days * DAY_MS).toISOString().slice(0, 10);
  const due = {
    overdue: 'overdue',
    today: 'today',
    upcoming: `${dayAhead(1)}/${dayAhead(UPCOMING_DAYS)}`,
    undated: 'none',
  };
  const lists = [
    useTaskList({ status: 'pending', due: due.overdue }),
    useTaskList({ status: 'pending', due: due.today }),
    useTaskList({ status: 'pending', due: due.upcoming }),
    useTaskList({ status: 'pending', due: due.undated }),
  ];

  const loaded = lists.flatMap((list) => list.tasks);
  // What became late while the page was open is in the list of today still.
  const tasks = [...new Map(loaded.map((task) => [task.id, task])).values()];
  const sorted = sortByDay(tasks, today, { now, timeZone });
  // Before what is due today stands what was due earlier today: that can fill a page.
  const queries = lists.map((list) => list.query);
  const listOfToday = queries[1];
  const isTodayCut = sorted.today.length < MOST_ROWS && listOfToday?.hasNextPage === true && !listOfToday.isFetching;
  useEffect(() => {
    if (isTodayCut) void listOfToday?.fetchNextPage();
  });
  return {
    ...sorted,
    due,
    isPending: queries.some((list) => list.isPending && !list.isError),
    error: queries.find((list) => list.isError && !list.data)?.error ?? null,
    refetch: () => queries.forEach((list) => void list.refetch()),
  };
}

function sortByDay(tasks: readonly Task[], today: string, { now, timeZone }: { now: Date; timeZone: string }) {
  const distanceOf = (task: Task) => {
    const day = dueDay(task, timeZone);
    return day === null ? Number.NaN : daysBetween(today, day);
  };
  const inTime = tasks.filter((task) => !hasPassed(task, now, timeZone));
  return {
    overdue: tasks.filter((task) => hasPassed(task, now, timeZone)),
    today: inTime.filter((task) => distanceOf(task) === 0),
    upcoming: inTime.filter((task) => distanceOf(task) > 0 && distanceOf(task) <= UPCOMING_DAYS),
    undated: tasks.filter((task) => dueDay(task, timeZone) === null),
  };
}
