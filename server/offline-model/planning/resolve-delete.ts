import { matchTasks } from '../matching/match-tasks.ts';
import type { Intent } from '../understanding/intent.ts';
import type { Request } from '../understanding/understand-message.ts';
import { fill, quote } from '../replying/describe-task.ts';
import type { Outcome } from '../replying/outcome.ts';
import type { KnownTask } from '../lookup/tool-results.ts';
import { remarkMissing, withTasks, type TurnScope } from './turn-scope.ts';

/** Proposes deletions; whoever runs the tools asks for the yes. */
export function resolveDelete(
  intent: Extract<Intent, { kind: 'delete' }>,
  request: Request,
  scope: TurnScope,
): Outcome {
  const { selection, isSoft } = intent;
  return withTasks(selection, scope, 'pending', (tasks, missing) => {
    const [task] = tasks;
    // "cancel the gym membership" may be the very task "Cancel gym membership".
    if (isSoft && task && tasks.length === 1 && matchTasks(request.text, [task], 'stems')) {
      const text = fill(scope.pack.phrases.doneOrDelete, { names: quote(task.title, scope.pack) });
      return { kind: 'ask', text, question: { about: 'doneOrDelete', task } };
    }
    return planDeletes(tasks, missing, scope);
  });
}

/** One `delete_task` per task. */
export function planDeletes(tasks: KnownTask[], missing: string[], scope: TurnScope): Outcome {
  const calls = tasks.map((task) => ({ name: 'delete_task', args: { task_id: task.id }, title: task.title, task }));
  return { kind: 'calls', calls, remarks: remarkMissing(missing, scope) };
}
