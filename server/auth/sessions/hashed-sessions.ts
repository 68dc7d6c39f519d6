import { createHash } from 'node:crypto';
import type { DBAdapter, DBTransactionAdapter, Where } from '@better-auth/core/db/adapter';

/** What a hash begins with in the database. */
const MARK = 'sha256:';

/** How the token of a session rests in the database: whoever reads it there cannot open the session with it. */
export function hashToken(token: string): string {
  return MARK + createHash('sha256').update(token).digest('base64url');
}

/**
 * Lets tokens of sessions rest as hashes: they are hashed when they are written or looked for. Whoever looked for one by its
 * token finds it with that; in a list, which nobody may get tokens from, they are hashes.
 */
export function withHashedSessions(adapter: DBAdapter): DBAdapter {
  return { ...adapter, ...wrap(adapter), transaction: (work) => adapter.transaction((inner) => work(wrap(inner))) };
}

function wrap(adapter: DBTransactionAdapter): DBTransactionAdapter {
  return {
    ...adapter,
    create: async <T extends Record<string, unknown>, R = T>(args: { model: string; data: Omit<T, 'id'> }) => {
      const row = await adapter.create<T, R>({ ...args, data: hashed(args.model, args.data) });
      return giveBack(row, tokenIn(args.model, args.data));
    },
    findOne: async (args) => giveBack(await adapter.findOne(hashedWhere(args)), askedFor(args)),
    findMany: (args) => adapter.findMany(hashedWhere(args)),
    count: (args) => adapter.count(hashedWhere(args)),
    update: async <T>(args: { model: string; where: Where[]; update: Record<string, unknown> }) => {
      const row = await adapter.update<T>({ ...hashedWhere(args), update: hashed(args.model, args.update) });
      return giveBack(row, tokenIn(args.model, args.update) ?? askedFor(args));
    },
    updateMany: (args) => adapter.updateMany({ ...hashedWhere(args), update: hashed(args.model, args.update) }),
    delete: (args) => adapter.delete(hashedWhere(args)),
    deleteMany: (args) => adapter.deleteMany(hashedWhere(args)),
    consumeOne: async (args) => giveBack(await adapter.consumeOne(hashedWhere(args)), askedFor(args)),
    incrementOne: async (args) => giveBack(await adapter.incrementOne(hashedWhere(args)), askedFor(args)),
  };
}

function hashed<Data extends object>(model: string, data: Data): Data {
  const token = tokenIn(model, data);
  return token === undefined ? data : { ...data, token: hashToken(token) };
}

function tokenIn(model: string, data: object): string | undefined {
  return model === 'session' && 'token' in data && typeof data.token === 'string' ? data.token : undefined;
}

function hashedWhere<Args extends { model: string; where?: Where[] | undefined }>(args: Args): Args {
  if (args.model !== 'session' || !args.where) return args;
  return { ...args, where: args.where.map((each) => (each.field === 'token' ? hashedValue(each) : each)) };
}

function hashedValue(where: Where): Where {
  const { value } = where;
  if (typeof value === 'string') return { ...where, value: hashToken(value) };
  return Array.isArray(value) ? { ...where, value: value.map((token) => hashToken(String(token))) } : where;
}

function askedFor({ model, where }: { model: string; where: Where[] }): string | undefined {
  const { value } = where.find(({ field }) => model === 'session' && field === 'token') ?? {};
  return typeof value === 'string' ? value : undefined;
}

/** Better Auth sets cookies by what it found. */
function giveBack<Row>(row: Row, token: string | undefined): Row {
  if (token !== undefined && typeof row === 'object' && row !== null && 'token' in row)
    Reflect.set(row, 'token', token);
  return row;
}
