import type { DesktopTarget } from '../../ipc-contract.ts';

const MAX_LENGTH = 2048;
const MAX_TEXT = 4000;
const MAX_TASK_ID = 2_147_483_647;
const CONTROL_OR_SPACE = /[\p{Cc} ]/u;
const CHAT_ID = /^[A-Za-z0-9_-]{1,64}$/;
const TASK_ID = /^[1-9]\d{0,9}$/;
const CODE = /^[A-Za-z0-9_-]{1,1024}$/;

/** What a link asks for: something to show, or the end of a sign-in in the browser. */
export type DeepLink = { kind: 'open'; target: DesktopTarget } | { kind: 'auth'; code: string };

/**
 * Understands `parley://task/12`, `parley://chat/<id>`, `parley://add?text=…` and the sign-in callback; nothing else.
 *
 * @returns null for anything that is not exactly one of them
 */
export function parseDeepLink(link: string): DeepLink | null {
  if (link.length > MAX_LENGTH || CONTROL_OR_SPACE.test(link)) return null;
  const url = URL.parse(link);
  if (url?.protocol !== 'parley:' || url.username !== '' || url.password !== '' || url.port !== '') return null;
  // A standard scheme and a plain one differ in whether the host keeps its case; links are written in lower case.
  if (url.host === 'auth') return parseCallback(url);
  if (url.hash !== '') return null;
  if (url.host === 'add') return parseAdd(url);
  if (url.search !== '') return null;
  const id = url.pathname.slice(1);
  if (url.host === 'task' && TASK_ID.test(id) && Number(id) <= MAX_TASK_ID) {
    return { kind: 'open', target: { kind: 'task', id: Number(id) } };
  }
  if (url.host === 'chat' && CHAT_ID.test(id)) return { kind: 'open', target: { kind: 'chat', id } };
  return null;
}

function parseAdd(url: URL): DeepLink | null {
  if (url.pathname !== '' && url.pathname !== '/') return null;
  const text = url.searchParams.get('text') ?? '';
  // Other parameters are refused rather than ignored, so that links cannot grow meanings by accident.
  if ([...url.searchParams.keys()].some((key) => key !== 'text') || text.length > MAX_TEXT) return null;
  return { kind: 'open', target: { kind: 'add', text: text.replaceAll(/(?![\n\t])\p{Cc}/gu, '') } };
}

function parseCallback(url: URL): DeepLink | null {
  if (url.pathname !== '/callback' || url.search !== '') return null;
  const parameters = new URLSearchParams(url.hash.slice(1));
  const code = parameters.get('token') ?? '';
  if ([...parameters.keys()].length !== 1 || !CODE.test(code)) return null;
  return { kind: 'auth', code };
}
