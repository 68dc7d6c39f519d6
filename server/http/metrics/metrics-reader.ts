import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from 'koa';
import { AppError } from '../../ground/errors.ts';
import type { RequestState } from '../../ground/request-state.ts';

const LOOPBACK = /^(?:(?:::ffff:)?127\.\d+\.\d+\.\d+|::1)$/i;
/** A page of another site can have its own name lead to this machine: then that name stands here. */
const LOOPBACK_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;

/**
 * Lets read what is measured who carries the token, or asks from this machine itself and for nobody else.
 *
 * @throws AppError `not_found`; `not_signed_in` where there is a token to be had.
 */
export function expectMetricsReader(ctx: Context & { state: RequestState }, token: string | undefined): void {
  if (token !== undefined && isSame(ctx.get('Authorization'), `Bearer ${token}`)) return;
  const isHere =
    LOOPBACK.test(ctx.req.socket.remoteAddress ?? '') &&
    LOOPBACK_HOST.test(ctx.get('Host')) &&
    ctx.state.isForwarded !== true;
  if (isHere) return;
  throw token === undefined
    ? new AppError('not_found', 'There is nothing here.')
    : new AppError('not_signed_in', 'Please send the token of the metrics.');
}

/** Takes as long for any text, whatever they have in common. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
