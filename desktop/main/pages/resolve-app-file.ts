import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';

const DRIVE_OR_STREAM = /:/;
const RESERVED_NAME = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const TRAILING_DOT_OR_SPACE = /[. ]$/;

/** What a path of the app stands for: a file, a page of the single-page app, nothing, or an attack. */
export type AppFile = { kind: 'file'; file: string } | { kind: 'page' } | { kind: 'missing' } | { kind: 'refused' };

/**
 * Finds the file a URL path names, inside the root and nowhere else.
 *
 * @param root absolute directory of the built pages
 * @param urlPath the still encoded `pathname` of a URL
 */
export async function resolveAppFile(root: string, urlPath: string): Promise<AppFile> {
  const decoded = decodeOnce(urlPath);
  if (decoded === null || !hasSafeSegments(decoded)) return { kind: 'refused' };
  if (decoded === '/' || path.posix.extname(decoded) === '') return { kind: 'page' };
  const file = path.resolve(root, `.${decoded}`);
  if (!isInside(root, file)) return { kind: 'refused' };
  const isFile = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return { kind: 'missing' };
  return (await isReallyInside(root, file)) ? { kind: 'file', file } : { kind: 'missing' };
}

/** Follows links. Inside an app.asar there are none, and not every file system call knows the way into one. */
async function isReallyInside(root: string, file: string): Promise<boolean> {
  if (root.includes('.asar')) return true;
  const [realRoot, realFile] = await Promise.all([realpath(root), realpath(file)]);
  return isInside(realRoot, realFile);
}

function decodeOnce(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return null;
  }
}

function hasSafeSegments(decoded: string): boolean {
  // A percent sign that survives decoding was encoded twice, which no file of ours needs.
  if (/[\0\\%]/.test(decoded) || !decoded.startsWith('/') || decoded.startsWith('//')) return false;
  return decoded
    .split('/')
    .slice(1)
    .every(
      (segment) =>
        !TRAILING_DOT_OR_SPACE.test(segment) && !DRIVE_OR_STREAM.test(segment) && !RESERVED_NAME.test(segment),
    );
}

function isInside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}
