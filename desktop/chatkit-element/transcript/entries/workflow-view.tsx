import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { Icon } from '../../icons/icon.tsx';
import type { Strings } from '../../locales/en.ts';
import type { Workflow, WorkflowItem } from '../../protocol/thread-item.ts';
import { useChat, useStrings } from '../../session/session-hooks.tsx';
import { TaskLine } from './task-line.tsx';

/** What the assistant did: one line, with the steps behind it. */
export function WorkflowView({ item }: { item: WorkflowItem }) {
  const strings = useStrings();
  const listId = useId();
  const isRunning = useChat((state) => state.threadState.unfinished.has(item.id));
  const { workflow } = item;
  const [choice, setChoice] = useState<boolean | null>(null);
  const isOpen = choice ?? workflow.expanded;
  const title = titleOf(workflow, isRunning, strings);
  if (workflow.tasks.length === 0) return isRunning ? <p className="progress shimmer">{title}</p> : null;
  return (
    <div className="workflow">
      <button
        type="button"
        className="workflow-summary"
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setChoice(!isOpen)}
      >
        {workflow.summary?.icon !== undefined && <Icon name={workflow.summary.icon} size={15} />}
        <span className={isRunning ? 'shimmer' : ''}>{title}</span>
        <ChevronRight size={15} className="chevron" aria-hidden="true" />
      </button>
      <div id={listId} className="workflow-tasks" hidden={!isOpen}>
        {workflow.tasks.map((task, index) => (
          <TaskLine key={index} task={task} isStopped={!isRunning} />
        ))}
      </div>
    </div>
  );
}

function titleOf(workflow: Workflow, isRunning: boolean, strings: Strings): string {
  const { summary, tasks } = workflow;
  if (summary?.title !== undefined) return summary.title;
  const current = tasks.findLast((task) => task.status_indicator === 'loading') ?? tasks.at(-1);
  if (isRunning) return current?.title ?? strings.working;
  if (summary?.duration !== undefined && summary.duration > 0) {
    return strings.workedFor.replace('{seconds}', String(summary.duration));
  }
  return tasks.length === 1 ? (tasks[0]?.title ?? strings.steps) : strings.steps;
}
