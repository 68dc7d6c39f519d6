import type { FileSource, UrlSource } from './annotation.ts';

/** How a step of a workflow stands. */
type StatusIndicator = 'none' | 'loading' | 'complete';

interface TaskBase {
  status_indicator: StatusIndicator;
  title?: string;
}

/** One step of a workflow, or a line of its own. */
export type WorkflowTask =
  | (TaskBase & { type: 'custom'; icon?: string; content?: string })
  | (TaskBase & { type: 'web_search'; title_query?: string; queries: string[]; sources: UrlSource[] })
  | (TaskBase & { type: 'thought'; content: string })
  | (TaskBase & { type: 'file'; sources: FileSource[] })
  | (TaskBase & { type: 'image' });

/** The header of a finished workflow: words, or whole seconds. */
type WorkflowSummary = { title: string; icon?: string } | { duration: number };

/** Steps the assistant took: its reasoning, or tools it ran. */
export interface Workflow {
  type: 'custom' | 'reasoning';
  tasks: WorkflowTask[];
  summary?: WorkflowSummary;
  expanded: boolean;
}
