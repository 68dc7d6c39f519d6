import { posix } from 'node:path';
import send from 'koa-send';
import type { AppMiddleware } from '../ground/request-state.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/**
 * Serves the browser build. Files with a hash in their name never change and are kept for a year; pages are asked
 * for again each time. A path without a file is a page of the app.
 *
 * @param root directory of the build.
 */
export function staticApp(root: string): AppMiddleware {
  return async (ctx, next) => {
    if ((ctx.method !== 'GET' && ctx.method !== 'HEAD') || isReserved(ctx.path)) {
      await next();
      return;
    }
    const isAsset = ctx.path.startsWith('/assets/');
    const isFile = /\.\w+$/.test(ctx.path);
    const path = isFile ? ctx.path : '/index.html';
    const found = await send(ctx, path, { root, maxAge: isAsset ? YEAR_MS : 0, immutable: isAsset }).catch(
      (error: unknown) => {
        if (error instanceof Error && 'status' in error && Number(error.status) < 500) return undefined;
        throw error;
      },
    );
    if (found === undefined) await next();
    else if (!isAsset) ctx.set('Cache-Control', 'no-cache');
  };
}

/** Asked by machines: they would take a page for the answer. */
const RESERVED = ['api', 'mcp', '.well-known'];

function isReserved(path: string): boolean {
  const [first = ''] = readPath(path).split('/').filter(Boolean);
  return RESERVED.includes(first.toLowerCase());
}

/** The path as whoever finds the file reads it; one that cannot be read is nobody's page. */
function readPath(path: string): string {
  try {
    return posix.normalize(decodeURIComponent(path).replaceAll('\\', '/'));
  } catch {
    return '/api';
  }
}
