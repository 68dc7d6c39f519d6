import type { Context } from 'koa';
import { z } from 'zod';
import { AppError } from '../ground/errors.ts';

const jsonObject = z.record(z.string(), z.unknown());

/** @returns the fields of a JSON body; none when there is no body. @throws AppError `invalid_request` for another value. */
export function readBody(ctx: Pick<Context, 'request'>): Record<string, unknown> {
  const body = jsonObject.safeParse(ctx.request.body ?? {});
  if (!body.success) throw new AppError('invalid_request', 'The body must be a JSON object.');
  return body.data;
}
