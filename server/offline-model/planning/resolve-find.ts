import type { Intent } from '../understanding/intent.ts';
import { describeLine, fill, quote } from '../replying/describe-task.ts';
import type { Outcome } from '../replying/outcome.ts';
import { withTasks, type TurnScope } from './turn-scope.ts';

/** Answers a question about a task: when it is due, whether it is done, what is known of it. */
export function resolveFind(intent: Extract<Intent, { kind: 'find' }>, scope: TurnScope): Outcome {
  const { pack } = scope;
  const { phrases } = pack;
  return withTasks(intent.selection, scope, 'pending', (tasks) => {
    const [task] = tasks;
    if (!task || tasks.length > 1 || intent.asks === 'details') {
      const lines = tasks.map((entry) => [describeLine(entry, pack), entry.notes ?? ''].filter(Boolean).join('\n  '));
      return { kind: 'say', text: lines.join('\n') };
    }
    const names = quote(task.title, scope.pack);
    const due = task.due ? fill(phrases.isDue, { names, due: task.due }) : fill(phrases.noDue, { names });
    const state = fill(task.status === 'completed' ? phrases.isDone : phrases.isOpen, { names });
    return { kind: 'say', text: intent.asks === 'status' || task.status === 'completed' ? state : due };
  });
}
