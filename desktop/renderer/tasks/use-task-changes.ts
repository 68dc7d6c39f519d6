import { useMutation, useQueryClient } from '@tanstack/react-query';
import { describeError } from '../client/describe-error.ts';
import type { Task, TaskInput } from '../client/task.ts';
import { useAppServices } from '../app-services.ts';
import { formatDue } from '../i18n/format-due.ts';
import { useSpeech } from '../i18n/language-context.tsx';
import { useUser } from '../session/session-context.tsx';
import { useToast } from '../ui/toast-context.tsx';
import { tasksApi } from './tasks-api.ts';
import { patchCachedTask, useRefreshTasks } from './use-tasks.ts';

/** How long a task that was just ticked stays where it is, so that the eye can follow. */
const SETTLE_MS = 700;

/** Everything a person can do to tasks outside of the chat; each tells what happened and offers the way back. */
export function useTaskChanges() {
  const { api } = useAppServices();
  const { id: userId } = useUser();
  const { messages, locale, timeZone } = useSpeech();
  const queryClient = useQueryClient();
  const toast = useToast();
  const refresh = useRefreshTasks();
  const tasks = tasksApi(api, userId);
  const fail = (error: unknown) => toast({ message: describeError(error, messages), tone: 'danger' });

  const undo = useMutation({
    mutationFn: (batchId: string) => tasks.undo(batchId),
    onSuccess: ({ undone }) =>
      toast({ message: undone.length > 0 ? messages.tasks.undone : messages.tasks.undoneNothing }),
    onError: fail,
    onSettled: refresh,
  });
  const offerUndo = (sentences: (string | false)[], batchId: string | null) =>
    toast({
      message: sentences.filter(Boolean).join(' '),
      ...(batchId === null ? {} : { action: { label: messages.action.undo, run: () => undo.mutate(batchId) } }),
    });

  const setDone = useMutation({
    mutationFn: ({ task, isDone }: { task: Task; isDone: boolean }) =>
      tasks.change(task.id, { status: isDone ? 'completed' : 'pending' }),
    onMutate: ({ task, isDone }) =>
      patchCachedTask(queryClient, userId, task.id, { status: isDone ? 'completed' : 'pending' }),
    onSuccess: (answer, { task, isDone }) => {
      const next = answer.next_task && formatDue(answer.next_task, { locale, timeZone }, new Date());
      offerUndo(
        [
          `${isDone ? messages.tasks.completed(task.title) : messages.tasks.reopened(task.title)}.`,
          typeof next === 'string' && `${messages.tasks.nextOccurrence(next)}.`,
        ],
        answer.batch_id,
      );
      setTimeout(refresh, SETTLE_MS);
    },
    onError: (error, { task }) => {
      patchCachedTask(queryClient, userId, task.id, { status: task.status });
      fail(error);
      refresh();
    },
  });

  const remove = useMutation({
    mutationFn: (task: Task) => tasks.remove(task.id),
    onSuccess: (answer, task) => offerUndo([`${messages.tasks.deleted(task.title)}.`], answer.batch_id),
    onError: fail,
    onSettled: refresh,
  });

  const create = useMutation({
    mutationFn: (input: TaskInput) => tasks.create(input),
    onSuccess: (task) => {
      offerUndo([`${messages.tasks.added(task.title)}.`, ...task.warnings], task.batch_id);
      refresh();
    },
  });

  const change = useMutation({
    mutationFn: ({ id, input }: { id: number; input: TaskInput }) => tasks.change(id, input),
    onSuccess: (task) => {
      offerUndo([`${messages.tasks.saved(task.title)}.`, ...task.warnings], task.batch_id);
      refresh();
    },
  });

  return { setDone, remove, create, change };
}
