import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../../client/api-error.ts';
import { describeError } from '../../client/describe-error.ts';
import type { Task, TaskInput } from '../../../task.ts';
import { formatDue } from '../../i18n/format-due.ts';
import { useSpeech } from '../../i18n/language-context.tsx';
import { useAppServices } from '../../services/app-services.ts';
import { useUser } from '../../session/session-context.tsx';
import { useToast } from '../../ui/toast-context.tsx';
import { TaskCache } from './task-cache.ts';
import { countsKey } from './task-keys.ts';
import { tasksApi } from './tasks-api.ts';

/** How long a task that was just ticked stays where it is, so that the eye can follow. */
const SETTLE_MS = 700;
/** While the server is away a save is tried this often at the least. */
const LONGEST_WAIT_MS = 5_000;

/** One try to save something, repeated until it arrives or nobody wants it any more. */
export interface SaveAttempt {
  readonly signal: AbortSignal;
  /** The same for each repetition, so that what arrives twice is done once. */
  readonly key: string;
}

/** What to do with the answer; at once, wherever the person is by then. */
type OnAnswer = (task: Task) => void;

/** Everything a person can do to tasks outside of the chat; each tells what happened and offers the way back. */
export function useTaskChanges() {
  const { api, changeWatch, knownTasks } = useAppServices();
  const { id: userId } = useUser();
  const { messages, locale, timeZone } = useSpeech();
  const queryClient = useQueryClient();
  const toast = useToast();
  const tasks = tasksApi(api, userId);
  const known = knownTasks(userId);
  const cache = new TaskCache(queryClient, known, userId);
  const now = () => ({ now: new Date(), timeZone });
  const fail = (error: unknown) => toast({ message: describeError(error, messages), tone: 'danger' });
  const begin = () => {
    changeWatch.begin();
    // Counts that are under way may or may not have this change in them.
    void queryClient.cancelQueries({ queryKey: countsKey(userId) });
  };
  /** Shows what a change came to, and has everything counted once there is a moment. */
  const end = (show?: () => void) => {
    show?.();
    changeWatch.end();
    changeWatch.whenQuiet(() => void queryClient.invalidateQueries({ queryKey: countsKey(userId) }));
  };
  const asked = {
    // One after the other, as they were asked for: a box that was ticked and cleared again is clear in the end.
    scope: { id: `tasks of ${userId}` },
    // Somebody who is quick waits a little; nothing they did is lost.
    retry: (_failures: number, error: Error) => waitFor(error) !== undefined,
    retryDelay: (_failures: number, error: Error) => waitFor(error) ?? 0,
    onMutate: begin,
  };

  const undo = useMutation({
    ...asked,
    mutationFn: (batchId: string) => tasks.undo(batchId),
    onSuccess: ({ undone }) => {
      toast({ message: undone.length > 0 ? messages.tasks.undone : messages.tasks.undoneNothing });
    },
    onError: fail,
    onSettled: (answer) =>
      end(() => {
        for (const { task, what } of answer?.undone ?? []) {
          if (what === 'created') cache.remove(task.id, now());
          else cache.put(task, now());
        }
      }),
  });
  const offerUndo = (sentences: (string | false)[], batchId: string | null) => {
    toast({
      message: sentences.filter(Boolean).join(' '),
      ...(batchId === null ? {} : { action: { label: messages.action.undo, run: () => undo.mutate(batchId) } }),
    });
  };

  const setDone = useMutation({
    ...asked,
    mutationFn: ({ task, isDone }: { task: Task; isDone: boolean }) =>
      tasks.change(task.id, { status: isDone ? 'completed' : 'pending' }),
    onMutate: ({ task, isDone }) => {
      begin();
      known.show(task.id, { status: isDone ? 'completed' : 'pending' });
    },
    onSuccess: (answer, { task, isDone }) => {
      if (answer.status !== (isDone ? 'completed' : 'pending')) {
        toast({ message: answer.warnings.join(' ') });
        end(() => cache.put(answer, now()));
        return;
      }
      const next = answer.next_task && formatDue(answer.next_task, { locale, timeZone }, new Date());
      offerUndo(
        [
          `${isDone ? messages.tasks.completed(task.title) : messages.tasks.reopened(task.title)}.`,
          typeof next === 'string' && `${messages.tasks.nextOccurrence(next)}.`,
        ],
        answer.batch_id,
      );
      setTimeout(
        () =>
          end(() => {
            // Who thought better of it meanwhile is not contradicted.
            if ((known.get(task.id)?.status ?? answer.status) === answer.status) cache.put(answer, now());
            if (answer.next_task) cache.put(answer.next_task, now());
            if (answer.removed_task_id !== undefined) cache.remove(answer.removed_task_id, now());
          }),
        SETTLE_MS,
      );
    },
    onError: (error, { task }) => {
      fail(error);
      end(() => known.settle(task.id));
    },
  });

  const remove = useMutation({
    ...asked,
    mutationFn: ({ task }: { task: Task; onAnswer: () => void }) => tasks.remove(task.id),
    onSuccess: (answer, { task, onAnswer }) => {
      onAnswer();
      offerUndo([`${messages.tasks.deleted(task.title)}.`], answer.batch_id);
    },
    onError: fail,
    onSettled: (answer) => end(answer && (() => cache.remove(answer.id, now()))),
  });

  const saved = {
    ...asked,
    // What somebody wrote is tried until it is there.
    retry: (failures: number, error: Error) => (waitFor(error) ?? waitForServer(error, failures)) !== undefined,
    retryDelay: (failures: number, error: Error) => waitFor(error) ?? waitForServer(error, failures) ?? 0,
    onSettled: (answer: Task | undefined) => end(answer && (() => cache.put(answer, now()))),
  };

  const create = useMutation({
    ...saved,
    mutationFn: ({ input, signal, key }: SaveAttempt & { input: TaskInput; onAnswer: OnAnswer }) => {
      signal.throwIfAborted();
      return tasks.create(input, key);
    },
    onSuccess: (task, { onAnswer }) => {
      onAnswer(task);
      offerUndo([`${messages.tasks.added(task.title)}.`, ...task.warnings], task.batch_id);
    },
  });

  const change = useMutation({
    ...saved,
    mutationFn: ({ id, input, signal }: SaveAttempt & { id: number; input: TaskInput; onAnswer: OnAnswer }) => {
      signal.throwIfAborted();
      return tasks.change(id, input);
    },
    onSuccess: (task, { onAnswer }) => {
      onAnswer(task);
      offerUndo([`${messages.tasks.saved(task.title)}.`, ...task.warnings], task.batch_id);
    },
    onError: (error, { id }) => {
      if (error instanceof ApiError && error.status === 404) cache.remove(id, now());
    },
  });

  return { setDone, remove, create, change };
}

/** How many milliseconds the server wants to be left alone; undefined for another failure than that. */
function waitFor(error: Error): number | undefined {
  return error instanceof ApiError && error.status === 429 ? (error.retryAfter ?? 1) * 1000 : undefined;
}

/** How long to wait for a server that is not there; undefined for another failure than that. */
function waitForServer(error: Error, failures: number): number | undefined {
  if (!(error instanceof ApiError) || ![0, 502, 503, 504].includes(error.status)) return undefined;
  return error.retryAfter === undefined ? Math.min(1000 * 2 ** failures, LONGEST_WAIT_MS) : error.retryAfter * 1000;
}
