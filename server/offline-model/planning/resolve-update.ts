import type { Intent, TaskChanges } from '../understanding/intent.ts';
import { fill, quote } from '../replying/describe-task.ts';
import { shiftDue } from './shift-due.ts';
import type { Outcome, TaskCall } from '../replying/outcome.ts';
import type { KnownTask } from '../lookup/tool-results.ts';
import { remarkMissing, withTasks, type TurnScope } from './turn-scope.ts';

/** Changes the named fields of the tasks meant; asks what to change when none is named. */
export function resolveUpdate(intent: Extract<Intent, { kind: 'update' }>, scope: TurnScope): Outcome {
  const { selection, changes } = intent;
  const filtered =
    selection.by === 'all' ? { ...selection, filter: { ...selection.filter, status: 'pending' as const } } : selection;
  return withTasks(
    filtered,
    scope,
    'pending',
    (tasks, missing) => {
      const [task] = tasks;
      if (Object.keys(changes).length === 0 && task) {
        const text = fill(scope.pack.phrases.whatToChange, { names: quote(task.title, scope.pack) });
        return { kind: 'ask', text, question: { about: 'change', task, takesName: true } };
      }
      return planUpdates(tasks, changes, missing, scope);
    },
    selection.by === 'text' && (changes.due || changes.priority)
      ? { about: 'offer', tasks: [{ title: selection.texts[0] ?? '', ...(changes.due && { due: changes.due }) }] }
      : undefined,
  );
}

/** One `update_task` per task, each with what the change means for it. */
export function planUpdates(tasks: KnownTask[], changes: TaskChanges, missing: string[], scope: TurnScope): Outcome {
  const calls = tasks.map((task): TaskCall => {
    const { shift, due, remove_tags: removed, notes, ...rest } = changes;
    const newDue = shift ? shiftDue(task, shift, scope) : due;
    const args = {
      task_id: task.id,
      ...rest,
      ...(newDue !== undefined && { due: newDue }),
      ...(removed && { remove_tags: removed.includes('*') ? task.tags : removed }),
      ...(notes !== undefined && { notes: notes && task.notes ? `${task.notes}\n${notes}` : notes }),
    };
    return { name: 'update_task', args, title: task.title, task };
  });
  return { kind: 'calls', calls, remarks: remarkMissing(missing, scope) };
}
