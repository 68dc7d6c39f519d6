import { addTask } from './tools/add-task.ts';
import { completeTask } from './tools/complete-task.ts';
import { deleteTask } from './tools/delete-task.ts';
import { listTasks } from './tools/list-tasks.ts';
import { undoLastChange } from './tools/undo-last-change.ts';
import { updateTask } from './tools/update-task.ts';

/** Everything the agent and outside clients can do. */
export const allTools = [addTask, listTasks, completeTask, updateTask, deleteTask, undoLastChange] as const;

/** What a tool is called by. */
export type ToolName = (typeof allTools)[number]['name'];
