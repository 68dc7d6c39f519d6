import type { Context } from 'koa';
import { waitSeconds } from './errors.ts';

/** Says after how long trying again can help: the only place that sets `Retry-After`. */
export function tellWait(ctx: Context, wait: number | string): void {
  ctx.set('Retry-After', String(waitSeconds(wait)));
}
