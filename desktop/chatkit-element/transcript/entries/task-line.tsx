import { Check, FileText, Globe, Image, LoaderCircle, Sparkle } from 'lucide-react';
import { Icon } from '../../icons/icon.tsx';
import { MarkdownView } from '../../markdown/markdown-view.tsx';
import type { WorkflowTask } from '../../protocol/thread-item.ts';
import { SourceLink } from '../sources/source-link.tsx';

const TYPE_ICONS = { custom: Sparkle, web_search: Globe, thought: Sparkle, file: FileText, image: Image } as const;

/** One step of the assistant's work with its state, text and sources. */
export function TaskLine({ task, isStopped = false }: { task: WorkflowTask; isStopped?: boolean }) {
  const isRunning = task.status_indicator === 'loading' && !isStopped;
  const title = task.title ?? task.title_query ?? '';
  return (
    <div className="task">
      <span className="task-icon" aria-hidden="true">
        <StatusIcon task={task} isRunning={isRunning} />
      </span>
      <div className="task-body">
        {title !== '' && <p className={isRunning ? 'shimmer' : ''}>{title}</p>}
        {task.content !== undefined && task.content !== '' && (
          <div className="task-content">
            <MarkdownView text={task.content} />
          </div>
        )}
        {task.queries.length > 0 && (
          <ul className="chips">
            {task.queries.map((query) => (
              <li key={query} className="chip">
                {query}
              </li>
            ))}
          </ul>
        )}
        {task.sources.length > 0 && (
          <ul className="chips">
            {task.sources.map((source, index) => (
              <li key={index}>
                <SourceLink source={source} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function StatusIcon({ task, isRunning }: { task: WorkflowTask; isRunning: boolean }) {
  if (isRunning) return <LoaderCircle size={15} className="spin" />;
  if (task.icon !== undefined) return <Icon name={task.icon} size={15} />;
  if (task.status_indicator === 'complete') return <Check size={15} />;
  const Drawn = TYPE_ICONS[task.type];
  return <Drawn size={15} />;
}
