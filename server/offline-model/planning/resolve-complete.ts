import { stemWord } from '../../languages/en/stems.ts';
import { splitWords } from '../matching/split-words.ts';
import type { Intent, Selection } from '../understanding/intent.ts';
import type { Request } from '../understanding/understand-message.ts';
import { fill, quote, quoteAll } from '../replying/describe-task.ts';
import type { Outcome } from '../replying/outcome.ts';
import type { KnownTask } from '../lookup/tool-results.ts';
import { remarkMissing, withTasks, type TurnScope } from './turn-scope.ts';

/** Marks tasks done or open again; what is so already is said, not done twice. */
export function resolveComplete(
  intent: Extract<Intent, { kind: 'complete' }>,
  request: Request,
  scope: TurnScope,
): Outcome {
  const { phrases } = scope.pack;
  const { completed, selection } = intent;
  if (selection.by === 'nothing' && !completed) {
    return {
      kind: 'ask',
      text: phrases.whichTask,
      question: { about: 'task', apply: (tasks) => setDone(tasks, completed, [], scope) },
    };
  }
  const added = request.readings.flatMap((reading) => (reading.kind === 'add' ? reading.tasks : []));
  const filtered =
    selection.by === 'all'
      ? {
          ...selection,
          filter: { ...selection.filter, status: completed ? ('pending' as const) : ('completed' as const) },
        }
      : selection;
  return withTasks(
    filtered,
    scope,
    completed ? 'pending' : 'completed',
    (tasks, missing) => {
      const [task] = tasks;
      if (intent.isAmbiguous && task && tasks.length === 1 && task.status === 'pending') {
        const text = fill(phrases.doneOrNew, { names: quote(task.title, scope.pack) });
        return { kind: 'ask', text, question: { about: 'doneOrNew', task, tasks: added } };
      }
      if (intent.isStatement && task && tasks.length === 1 && tellsMore(selection, task)) {
        const text = fill(phrases.whatAboutIt, { names: quote(task.title, scope.pack) });
        return { kind: 'ask', text, question: { about: 'change', task } };
      }
      return setDone(tasks, completed, missing, scope);
    },
    completed && selection.by === 'text'
      ? { about: 'offer', tasks: [{ title: (intent.isStatement ? selection.texts.at(-1) : selection.texts[0]) ?? '' }] }
      : undefined,
  );
}

/** "renewed passport costs 80 euros": more is told than that it is done. */
function tellsMore(selection: Selection, task: KnownTask): boolean {
  if (selection.by !== 'text') return false;
  const title = new Set(splitWords(task.title).map(stemWord));
  const said = splitWords(selection.texts[0] ?? '').filter((word) => !title.has(stemWord(word)));
  return said.length > MOST_ASIDE;
}

/** Where, when or with whom it was done. */
const MOST_ASIDE = 2;

/** The calls that make the tasks done or open. */
export function setDone(tasks: KnownTask[], completed: boolean, missing: string[], scope: TurnScope): Outcome {
  const { pack } = scope;
  const wanted = completed ? 'pending' : 'completed';
  const open = tasks.filter((task) => task.status === wanted);
  if (open.length === 0) {
    const phrase = completed ? pack.phrases.alreadyDone : pack.phrases.alreadyOpen;
    return {
      kind: 'say',
      text: fill(phrase, {
        names: quoteAll(
          tasks.map((task) => task.title),
          pack,
        ),
      }),
    };
  }
  const calls = open.map((task) => ({
    name: 'complete_task',
    args: { task_id: task.id, completed },
    title: task.title,
    task,
  }));
  return { kind: 'calls', calls, remarks: remarkMissing(missing, scope) };
}
