import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { APP_ORIGIN, isApiUrl, isAppUrl } from '../ground/app-origin.ts';
import { createPageHeaders } from './page-headers.ts';
import { resolveAppFile } from './resolve-app-file.ts';

const MIME_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const ANSWER_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** A request as Electron hands it to a protocol handler. */
export type AppRequest = Request & { initiatorOrigin?: string };

export interface AppRequestDeps {
  /** Absolute directory of the built pages. */
  root: string;
  /** The development server that stands in for the directory; never in a packaged app. */
  devServer: string | undefined;
  forwardToApi: (request: Request, url: URL) => Promise<Response>;
  fetch: typeof fetch;
}

/** Answers everything asked of `parley://`: our files, our API through the proxy, and nothing else. */
export function createAppRequestHandler(deps: AppRequestDeps): (request: AppRequest) => Promise<Response> {
  const pageHeaders = createPageHeaders(deps.devServer);
  return async (request) => {
    const response = await answer(request, deps);
    for (const [name, value] of Object.entries(pageHeaders)) response.headers.set(name, value);
    if (isApiUrl(request.url)) makeInert(response.headers);
    return response;
  };
}

/** A file somebody attached must not become a page of the app, nor a script of one, whose policy trusts its own origin. */
function makeInert(headers: Headers): void {
  headers.set('content-security-policy', ANSWER_POLICY);
  if (/script/i.test(headers.get('content-type') ?? '')) headers.set('content-type', 'text/plain; charset=utf-8');
}

async function answer(request: AppRequest, deps: AppRequestDeps): Promise<Response> {
  const url = new URL(request.url);
  if (!isAppUrl(request.url)) return plainText(404, 'Not found');
  const isApi = isApiUrl(request.url);
  const isForeign = request.initiatorOrigin !== undefined && request.initiatorOrigin !== APP_ORIGIN;
  if (isForeign || (isApi && request.initiatorOrigin === undefined)) return plainText(403, 'Forbidden');
  if (isApi) return deps.forwardToApi(request, url);
  if (request.method !== 'GET' && request.method !== 'HEAD') return plainText(405, 'Method not allowed');
  if (deps.devServer !== undefined) return fromDevServer(deps.devServer, url, deps.fetch);
  return serveFile(deps.root, url.pathname, request.method === 'HEAD');
}

async function serveFile(root: string, urlPath: string, isHead: boolean): Promise<Response> {
  const found = await resolveAppFile(root, urlPath);
  if (found.kind === 'refused') return plainText(400, 'Bad request');
  if (found.kind === 'missing') return plainText(404, 'Not found');
  const file = found.kind === 'page' ? path.join(root, 'index.html') : found.file;
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return plainText(404, 'Not found');
  const headers = {
    'content-type': MIME_TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
    // Files under assets/ carry a hash of their content in their name.
    'cache-control': urlPath.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  return new Response(isHead ? null : bytes, { headers });
}

async function fromDevServer(devServer: string, url: URL, fetchPage: typeof fetch): Promise<Response> {
  const answered = await fetchPage(new URL(url.pathname + url.search, devServer));
  const headers = new Headers(answered.headers);
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  return new Response(answered.body, { status: answered.status, headers });
}

function plainText(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
