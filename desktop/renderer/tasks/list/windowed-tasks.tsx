import { useEffect, useMemo, useRef } from 'react';
import type { Task, TaskSummary } from '../../../task.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import { useNow } from '../../ui/use-now.ts';
import { groupTasks } from '../store/group-tasks.ts';
import { useTaskChanges } from '../store/use-task-changes.ts';
import { layOutRows, type Section } from './lay-out-rows.ts';
import { moveBetweenRows } from './move-between-rows.ts';
import { TaskRow } from './task-row.tsx';
import { useRowFocus } from './use-row-focus.ts';
import { useTasksHref } from './use-task-filter.ts';
import { useUnsavedTasks } from './use-unsaved-tasks.ts';
import { useWindow } from './use-window.ts';

/** How many rows before the last one that is loaded the next are asked for. */
const AHEAD = 40;

/**
 * The tasks of a list in their groups. Only what is in sight is drawn; there is room for all the rest, also for what is
 * still to be loaded, so that the list is as long as it is from the start.
 */
export function WindowedTasks(props: {
  tasks: readonly Task[];
  /** Undefined while the server has not counted: then no number is shown. */
  counts: TaskSummary | undefined;
  /** How many tasks come after those that are loaded. */
  missing: number;
  openId: number | null;
  /** Loads what comes next; null when there is nothing, or it is on its way. */
  onNear: (() => void) | null;
}) {
  const { tasks, counts, missing, onNear } = props;
  const { messages, timeZone } = useSpeech();
  const { mutate: setDone } = useTaskChanges().setDone;
  const tasksHref = useTasksHref();
  const now = useNow();
  const list = useRef<HTMLDivElement>(null);
  const groups = useMemo(() => groupTasks(tasks, now, timeZone), [tasks, now, timeZone]);
  const { items, sections } = useMemo(() => layOutRows(groups, counts, missing), [groups, counts, missing]);
  const shownTasks = useMemo(() => groups.flatMap(([, members]) => members), [groups]);
  const { keptIds, ...focus } = useRowFocus(list, shownTasks, props.openId);
  const unsaved = useUnsavedTasks();
  const view = useWindow(list, items, keptIds);
  const inSight = view.getVirtualItems();

  const loaded = items.length - missing;
  const isNear = (inSight.at(-1)?.index ?? 0) >= loaded - AHEAD;
  useEffect(() => {
    if (isNear) onNear?.();
  }, [isNear, onNear]);

  const place = (index: number) => view.measurementsCache[index] ?? { start: 0, end: 0 };
  const topOf = ({ first }: Section) => place(first).start - view.options.scrollMargin;
  return (
    <div
      ref={list}
      className="task-groups"
      style={{ height: view.getTotalSize() }}
      onKeyDown={moveBetweenRows}
      {...focus}
      role="presentation"
    >
      {sections.map((section) => (
        <section
          key={section.group}
          className={`task-group task-group-${section.group}`}
          style={{ top: topOf(section), height: place(section.last).end - place(section.first).start }}
          aria-labelledby={`group-${section.group}`}
        >
          <h2
            ref={view.measureElement}
            data-index={section.first}
            id={`group-${section.group}`}
            className="group-title"
          >
            {messages.tasks.group[section.group]}{' '}
            {section.count !== undefined && <span className="group-count">{section.count}</span>}
          </h2>
          <ul className="task-rows">
            {inSight.map(({ index, start }) => {
              const item = items[index];
              if (item?.kind !== 'row' || index < section.first || index > section.last) return null;
              return (
                <TaskRow
                  key={item.key}
                  task={item.task}
                  now={now}
                  href={tasksHref(`/tasks/${item.task.id}`)}
                  isOpen={item.task.id === props.openId}
                  isUnsaved={unsaved.has(item.task.id)}
                  onSetDone={setDone}
                  index={index}
                  position={item.position}
                  setSize={section.count ?? -1}
                  top={start - place(section.first).start}
                  measure={view.measureElement}
                />
              );
            })}
          </ul>
        </section>
      ))}
      {inSight.map(
        ({ index, start }) =>
          items[index]?.kind === 'room' && (
            <span
              key={index}
              className="skeleton-row room"
              style={{ transform: `translateY(${start - view.options.scrollMargin}px)` }}
              aria-hidden
            />
          ),
      )}
    </div>
  );
}
