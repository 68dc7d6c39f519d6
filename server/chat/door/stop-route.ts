import { setTimeout as delay } from 'node:timers/promises';
import { Router } from '@koa/router';
import { z } from 'zod';
import type { Knex } from '../../database/database.ts';
import { AppError } from '../../ground/errors.ts';
import { callerOf, type AppRoutes, type RequestState } from '../../ground/request-state.ts';
import { askToStop, endTurn, isHeldBy } from '../store/stop-turn.ts';
import type { RunningTurns } from './running-turns.ts';

/** An instance that has not stopped its turn by then has died, or hangs. */
const PATIENCE_MS = 3_000;
const LOOK_MS = 50;

export const stopRequest = z.strictObject({ conversation_id: z.uuid() });

export const stopResponse = z.object({ stopped: z.boolean() });

/**
 * `POST /api/:userId/chat/stop`: stops the turn that runs in a conversation, at whichever instance. Answered when it has
 * ended: the next message can be sent then.
 */
export function stopRoute(database: Knex, turns: RunningTurns): AppRoutes {
  return new Router<RequestState>()
    .post('/api/:userId/chat/stop', async (ctx) => {
      const { userId } = callerOf(ctx);
      const { data } = stopRequest.safeParse(ctx.request.body);
      if (!data) throw new AppError('invalid_request', 'Send {"conversation_id": "…"}.');
      const stopped = await stopTurn({ database, turns }, data.conversation_id, userId);
      ctx.body = { stopped } satisfies z.infer<typeof stopResponse>;
    })
    .routes();
}

/** @returns false when no turn runs. */
async function stopTurn(
  { database, turns }: { database: Knex; turns: RunningTurns },
  conversationId: string,
  userId: string,
): Promise<boolean> {
  const turnId = await askToStop(database, conversationId, userId);
  if (turnId === null) return false;
  const patience = delay(PATIENCE_MS, undefined, { ref: false });
  await Promise.race([turns.stop(conversationId), patience]);
  const until = performance.now() + PATIENCE_MS;
  while (await isHeldBy(database, conversationId, turnId)) {
    if (performance.now() > until) await endTurn(database, conversationId, turnId);
    else await delay(LOOK_MS);
  }
  return true;
}
