import { Router } from '@koa/router';
import { callerOf, type AppRoutes, type RequestState } from '../../ground/request-state.ts';
import type { Knex } from '../../database/database.ts';
import { LONG_WORK_MS, withinTime } from '../../database/within-time.ts';
import { AppError } from '../../ground/errors.ts';
import { logSecurity } from '../../ground/security-log.ts';
import { exportedColumns } from '../../tasks/task-fields.ts';

/** What an export has of each table; bytes of attachments, credentials and private columns are left out. */
const EXPORTED = {
  tasks: exportedColumns.join(', '),
  conversations: 'id, title, created_at, updated_at',
  messages: 'item_id as id, conversation_id, item_type as type, item, created_at',
  tool_calls: 'id, conversation_id, name, arguments, result, status, started_at, finished_at',
  confirmations: 'id, conversation_id, summary, status, created_at, resolved_at',
  task_changes: 'task_id, kind, before, after, created_at',
  attachments: 'id, conversation_id, name, mime_type, size, created_at',
  message_feedback: 'item_id, kind, created_at',
} as const;

/** Notes that the app writes for the model are not part of what was said. */
const HIDDEN_ITEMS = ['hidden_context_item', 'sdk_hidden_context'];

/** `GET /api/:userId/export`: all of a user's data as JSON. `DELETE /api/:userId`: the account and everything in it. */
export function accountRoutes(database: Knex): AppRoutes {
  return new Router<RequestState>()
    .get('/api/:userId/export', async (ctx) => {
      const { userId } = callerOf(ctx);
      logSecurity(ctx, { event: 'export', outcome: 'done', ...ctx.state.principal });
      ctx.set('Content-Disposition', 'attachment; filename="parley-export.json"');
      ctx.body = await withinTime(database, LONG_WORK_MS, (transaction) => exportAccount(transaction, userId));
    })
    .delete('/api/:userId', async (ctx) => {
      const { userId } = callerOf(ctx);
      await withinTime(database, LONG_WORK_MS, (transaction) => transaction('users').where({ id: userId }).delete());
      logSecurity(ctx, { event: 'account_delete', outcome: 'done', ...ctx.state.principal });
      ctx.status = 204;
    })
    .routes();
}

async function exportAccount(database: Knex, userId: string): Promise<Record<string, unknown>> {
  const [user] = await database('users')
    .where({ id: userId })
    .select('id', 'name', 'email', 'timeZone', 'locale', 'theme', 'createdAt');
  if (!user) throw new AppError('not_found', 'This account does not exist any more.');
  const tables: Record<string, unknown> = {};
  for (const [table, columns] of Object.entries(EXPORTED)) {
    const query = database(table).where({ userId }).select(database.raw(columns));
    tables[table] = await (table === 'messages'
      ? query.whereNotIn('itemType', HIDDEN_ITEMS).orderBy('messages.id')
      : query);
  }
  return { exported_at: new Date().toISOString(), user, ...tables };
}
