import { createHash, randomUUID } from 'node:crypto';
import { Router, type RouterContext } from '@koa/router';
import type { z } from 'zod';
import type { Turn } from '../../ground/turn.ts';
import { readBody } from '../read-body.ts';
import { callerOf, type AppRoutes, type RequestState } from '../../ground/request-state.ts';
import type { Knex } from '../../database/database.ts';
import { AppError } from '../../ground/errors.ts';
import { Task } from '../../tasks/task.ts';
import { TaskChange } from '../../tasks/task-change.ts';
import { presentTask } from '../../tasks/present-task.ts';
import { readTaskQuery } from '../../tasks/lists/task-query.ts';
import type { ToolClient } from '../../mcp/tool-client.ts';
import { addTask } from '../../mcp/tools/add-task.ts';
import { completeTask } from '../../mcp/tools/complete-task.ts';
import { deleteTask } from '../../mcp/tools/delete-task.ts';
import { listTasks } from '../../mcp/tools/list-tasks.ts';
import { undoLastChange } from '../../mcp/tools/undo-last-change.ts';
import { updateTask } from '../../mcp/tools/update-task.ts';
import type { Tool } from '../../mcp/define-tool.ts';
import type { addedTask, patchedTask, removedTask, taskPage, undoAnswer } from './task-schemas.ts';
import type { Warning } from '../../languages/warning.ts';
import { phrasesFor } from '../../languages/phrases-for.ts';
import { tellWarning } from '../../languages/tell-warning.ts';

type TaskRouteContext = RouterContext<RequestState>;

/** The task pages' routes: every write is a call of the tool that the agent would use. */
export function taskRoutes(tools: ToolClient, database: Knex): AppRoutes {
  return new Router<RequestState>({ prefix: '/api/:userId' })
    .get('/tasks', async (ctx) => {
      const { tasks, has_more, after, total } = await call(tools, listTasks, readTaskQuery(ctx.query), turnOf(ctx));
      ctx.body = { data: tasks, has_more, after: after ?? null, total } satisfies z.infer<typeof taskPage>;
    })
    .post('/tasks', async (ctx) => {
      const caller = turnOf(ctx);
      const named = nameByKey(ctx, caller);
      const turn = { ...caller, ...named };
      const made = named.batchId === undefined ? undefined : await findMade(database, turn);
      if (made) ctx.set('Idempotency-Replayed', 'true');
      const added = made ?? (await addOne(tools, readBody(ctx), turn));
      ctx.status = 201;
      ctx.set('Location', `/api/${turn.userId}/tasks/${added.id}`);
      ctx.body = added;
    })
    .get('/tasks/:id', async (ctx) => {
      const turn = turnOf(ctx);
      const task = await Task.findOwned(database, turn.userId, readTaskId(ctx));
      ctx.body = presentTask(task, turn);
    })
    .patch('/tasks/:id', async (ctx) => {
      ctx.body = await changeTask(tools, { task_id: readTaskId(ctx) }, readBody(ctx), turnOf(ctx));
    })
    .delete('/tasks/:id', async (ctx) => {
      const turn = turnOf(ctx);
      const { task } = await call(tools, deleteTask, { task_id: readTaskId(ctx) }, turn);
      ctx.body = { ...task, batch_id: turn.batchId } satisfies z.infer<typeof removedTask>;
    })
    .post('/undo', async (ctx) => {
      const turn = turnOf(ctx);
      const { redone, undone, skipped } = await call(tools, undoLastChange, readBody(ctx), turn);
      const batchId = undone.length > 0 ? turn.batchId : null;
      ctx.body = { redone, undone, skipped, batch_id: batchId } satisfies z.infer<typeof undoAnswer>;
    })
    .routes();
}

/** Each request is undone by itself. */
function turnOf(ctx: TaskRouteContext): Turn {
  return { ...callerOf(ctx), batchId: randomUUID(), door: 'rest', conversationId: null, now: new Date() };
}

async function addOne(
  tools: ToolClient,
  fields: Record<string, unknown>,
  turn: Turn,
): Promise<z.infer<typeof addedTask>> {
  const { task, warnings } = await call(tools, addTask, fields, turn);
  return { ...task, ...wordWarnings(warnings, turn), batch_id: turn.batchId };
}

/**
 * A request that is sent again with its `Idempotency-Key` names what it changes as it did before. The name is made of the
 * key and its owner, so that nobody can name what somebody else changes.
 */
function nameByKey(ctx: TaskRouteContext, { userId }: Turn): { batchId?: string } {
  const key = ctx.get('Idempotency-Key');
  if (key === '') return {};
  if (!/^[\x21-\x7e]{1,128}$/.test(key))
    throw new AppError('invalid_request', 'An Idempotency-Key has 1 to 128 visible characters.');
  return { batchId: toUuid(createHash('sha256').update(`${userId} ${key}`).digest('hex')) };
}

function toUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}

/** The task that an earlier try of the same request made. */
async function findMade(database: Knex, turn: Turn): Promise<z.infer<typeof addedTask> | undefined> {
  const [made] = await TaskChange.findBatches(database, turn.userId, [turn.batchId]);
  const task = made && (await Task.findOwned(database, turn.userId, made.taskId));
  return task && { ...presentTask(task, turn), warnings: [], warning_codes: [], batch_id: turn.batchId };
}

/** @returns what the tool answers. @throws AppError the tool's failure. */
async function call<Output extends z.ZodObject>(
  tools: ToolClient,
  tool: Tool<Output>,
  args: Record<string, unknown>,
  turn: Turn,
): Promise<z.output<Output>> {
  const result = await tools.callTool(tool.name, args, turn);
  if (result.success) return tool.output.parse(result);
  const { code, message, field } = result.error;
  throw new AppError(code, message, { field, ...(code === 'database_unavailable' && { retryAfter: 2 }) });
}

/** Warnings for whoever shows them, in the language of the request. */
function wordWarnings(
  list: readonly Warning[],
  { locale }: Turn,
): { warnings: string[]; warning_codes: Warning['code'][] } {
  const phrases = phrasesFor(locale);
  return { warnings: list.map((one) => tellWarning(one, phrases)), warning_codes: list.map(({ code }) => code) };
}

/** Fields and status have a tool each; the fields go first, because they can be wrong. Both are undone together. */
async function changeTask(
  tools: ToolClient,
  id: { task_id: number },
  { status, ...fields }: Record<string, unknown>,
  turn: Turn,
): Promise<z.infer<typeof patchedTask>> {
  const isCompleted = readStatus(status);
  // A form sends an empty text for a field that was emptied.
  const values = Object.entries(fields).map(([name, value]) => [name, value === '' ? null : value]);
  const update = () => call(tools, updateTask, { ...Object.fromEntries(values), ...id }, turn);
  const batchIf = (hasChanged: boolean) => (hasChanged ? turn.batchId : null);
  if (isCompleted === undefined) {
    const { task, changed, warnings } = await update();
    return { ...task, changed, ...wordWarnings(warnings, turn), batch_id: batchIf(changed) };
  }
  const updated = values.length > 0 ? await update() : undefined;
  const { task, ...done } = await call(tools, completeTask, { ...id, completed: isCompleted }, turn);
  const changed = done.changed || updated?.changed === true;
  return {
    ...task,
    changed,
    ...wordWarnings([...(updated?.warnings ?? []), ...done.warnings], turn),
    next_task: done.next_task,
    removed_task_id: done.removed_task_id,
    batch_id: batchIf(changed),
  };
}

function readStatus(status: unknown): boolean | undefined {
  if (status === undefined) return undefined;
  if (status === 'completed' || status === 'pending') return status === 'completed';
  throw new AppError('invalid_request', 'The status must be pending or completed.');
}

/** A number that no task can have is still a number: the answer is that there is no such task. */
function readTaskId(ctx: TaskRouteContext): number {
  const text = ctx.params['id'] ?? '';
  if (!/^\d+$/.test(text)) throw new AppError('invalid_request', 'A task is named by its number.');
  const id = Number(text);
  if (id < 1 || id > 2_147_483_647) throw Task.createNotFoundError();
  return id;
}
