import send from 'koa-send';
import { AppError } from '../ground/errors.ts';
import type { AppMiddleware } from '../ground/request-state.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/**
 * Serves the browser build. Files with a hash in their name never change and are kept for a year; pages are asked
 * for again each time. A path of which no part has a dot is a page of the app.
 *
 * @param root directory of the build.
 */
export function staticApp(root: string): AppMiddleware {
  return async (ctx, next) => {
    const path = whatToSend(ctx.path);
    const isRead = ctx.method === 'GET' || ctx.method === 'HEAD';
    if (path === PAGE && !isRead) {
      ctx.set('Allow', 'GET, HEAD');
      throw new AppError('method_not_allowed', 'That method is not supported here.');
    }
    if (path === undefined || !isRead) {
      await next();
      return;
    }
    const isAsset = path.startsWith('/assets/');
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

const PAGE = '/index.html';
/** Asked by machines: they would take a page for the answer. */
const RESERVED = ['api', 'mcp', 'oauth', 'assets', 'healthz', 'readyz', 'metrics'];

/** A file where a dot says so, the page for what may be one of its places, and undefined for what is neither. */
function whatToSend(path: string): string | undefined {
  const text = readPath(path);
  // No page has these in its address, and whoever finds files or routes could read them in another way.
  if (text === undefined || /[\p{Cc}\\%]|\/\//u.test(text)) return undefined;
  const segments = text.split('/').filter(Boolean);
  const isReserved = RESERVED.includes(segments[0]?.toLowerCase() ?? '');
  if (segments.some((segment) => segment.includes('.')))
    return isReserved && segments[0] !== 'assets' ? undefined : path;
  return isReserved ? undefined : PAGE;
}

function readPath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
