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

/** Everything a person can do to tasks outside of the chat; each tells what happened and offers the way back. */
export function useTaskChanges() {
  const { api, changeWatch } = useAppServices();
  const { id: userId } = useUser();
  const { messages, locale, timeZone } = useSpeech();
  const queryClient = useQueryClient();
  const toast = useToast();
  const tasks = tasksApi(api, userId);
  const cache = new TaskCache(queryClient, userId);
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
      cache.show(task.id, { status: isDone ? 'completed' : 'pending' });
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
            if ((cache.find(task.id)?.status ?? answer.status) === answer.status) cache.put(answer, now());
            if (answer.next_task) cache.put(answer.next_task, now());
            if (answer.removed_task_id !== undefined) cache.remove(answer.removed_task_id, now());
          }),
        SETTLE_MS,
      );
    },
    onError: (error, { task }) => {
      fail(error);
      end(() => cache.show(task.id, { status: task.status }));
    },
  });

  const remove = useMutation({
    ...asked,
    mutationFn: (task: Task) => tasks.remove(task.id),
    onSuccess: (answer, task) => offerUndo([`${messages.tasks.deleted(task.title)}.`], answer.batch_id),
    onError: fail,
    onSettled: (answer) => end(answer && (() => cache.remove(answer.id, now()))),
  });

  const create = useMutation({
    ...asked,
    mutationFn: (input: TaskInput) => tasks.create(input),
    onSuccess: (task) => offerUndo([`${messages.tasks.added(task.title)}.`, ...task.warnings], task.batch_id),
    onSettled: (answer) => end(answer && (() => cache.put(answer, now()))),
  });

  const change = useMutation({
    ...asked,
    mutationFn: ({ id, input }: { id: number; input: TaskInput }) => tasks.change(id, input),
    onSuccess: (task) => offerUndo([`${messages.tasks.saved(task.title)}.`, ...task.warnings], task.batch_id),
    onSettled: (answer) => end(answer && (() => cache.put(answer, now()))),
  });

  return { setDone, remove, create, change };
}

/** How many milliseconds the server wants to be left alone; undefined for another failure than that. */
function waitFor(error: Error): number | undefined {
  return error instanceof ApiError && error.status === 429 ? (error.retryAfter ?? 1) * 1000 : undefined;
}
