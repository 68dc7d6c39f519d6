import { z } from 'zod';
import { isWebPage } from './is-web-page.ts';
import { type DatePreview, datePreview } from '../../date-preview.ts';
import { receiptOf } from '../../receipt-of.ts';
import { trayTask } from '../../task.ts';
import type { AccountSession } from './accounts.ts';

const TIMEOUT_MS = 60_000;
/** Nobody waits for a preview. */
const PREVIEW_TIMEOUT_MS = 5000;
const CONFIG_TIMEOUT_MS = 10_000;
const MAX_ANSWER_TEXT = 2000;

const taskPage = z.object({ data: z.array(trayTask) });
const taskCounts = z.object({ overdue: z.int().min(0), today: z.int().min(0) });
const chatAnswer = z.object({
  conversation_id: z.string().max(64),
  message: z.union([z.string(), z.object({ text: z.string() }).transform(({ text }) => text)]),
  tool_calls: z.array(z.object({ status: z.string(), result: z.unknown() })).default([]),
  confirmation: z.object({ id: z.string(), summary: z.string() }).nullable().default(null),
});
const problem = z.object({ detail: z.string().optional(), code: z.string().optional() });
const conversation = z.object({ title: z.string().nullish() });
const serverConfig = z.object({ features: z.array(z.string()).catch([]).default([]) });

/** A task as the tray and reminders need it. */
export type TrayTask = z.infer<typeof trayTask>;

/** The API refused, in words a person can act on. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly code: string;
  /** The server's words, which may name tasks: for the person, and in no log. */
  readonly text: string;
  /** When the server says to try again; null when it says nothing about it. */
  readonly retryAfterMs: number | null;
  constructor(status: number, code: string, text: string, retryAfterMs: number | null = null) {
    super(`The server answered ${status}.`);
    this.name = 'ApiRefusal';
    this.status = status;
    this.code = code.slice(0, 64);
    this.text = text;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The request cannot have reached the server: sending it again is safe. */
export class ApiUnreached extends Error {
  override readonly name = 'ApiUnreached';
}

/** The API as the tray, quick add and reminders use it. */
export interface ParleyApi {
  /** @param query such as `due=today` @param limit 1 to 100 */
  listTasks: (query: Record<string, string>, limit: number) => Promise<TrayTask[]>;
  /** How many open tasks are late and how many are due today, as the server counts them. */
  countTasks: () => Promise<z.infer<typeof taskCounts>>;
  completeTask: (id: number) => Promise<void>;
  /** Tasks that became due and that no other desktop has shown. */
  claimReminders: () => Promise<TrayTask[]>;
  snoozeReminder: (id: number, until: string) => Promise<void>;
  /** @param key the same for every try, so that a message is taken once */
  sendMessage: (text: string, key: string, conversationId: string | null) => Promise<ChatAnswer>;
  /** What the server reads of dates in a task that is being typed. @param signal gives up on it */
  previewDates: (text: string, signal: AbortSignal) => Promise<DatePreview>;
  /** Whether the server takes a message once however often it is sent with one key. */
  takesOnce: () => Promise<boolean>;
  /** @returns null when it has none yet */
  conversationTitle: (id: string) => Promise<string | null>;
}

/** What became of a message. */
export interface ChatAnswer {
  conversationId: string;
  /** The receipt of what was changed, or what was said. */
  message: string;
  /** The message is the receipt of a change. */
  isReceipt: boolean;
  /** Something waits for a yes. */
  needsAnswer: boolean;
}

/** What the API client needs; `session` is null while signed out. */
export interface ParleyApiDeps {
  session: () => AccountSession | null;
  /** @returns null when the session is over */
  accessToken: (session: AccountSession) => Promise<string | null>;
  forgetAccessToken: () => void;
  locale: () => string;
  fetch: typeof fetch;
}

/** Creates the client for whoever is signed in at the time of each call. */
export function createParleyApi(deps: ParleyApiDeps): ParleyApi {
  const request = createRequest(deps);
  return {
    listTasks: async (query, limit) => {
      const search = new URLSearchParams({ ...query, limit: String(limit) });
      return taskPage.parse(await request('GET', `tasks?${search.toString()}`)).data;
    },
    countTasks: async () => taskCounts.parse(await request('GET', 'tasks/summary?status=pending')),
    completeTask: async (id) => {
      await request('PATCH', `tasks/${id}`, { status: 'completed' });
    },
    claimReminders: async () => taskPage.parse(await request('POST', 'reminders/claim', {})).data,
    snoozeReminder: async (id, until) => {
      await request('POST', 'reminders/snooze', { task_id: id, until });
    },
    sendMessage: async (text, key, conversationId) => {
      const body = { message: text, ...(conversationId === null ? {} : { conversation_id: conversationId }) };
      const answer = chatAnswer.parse(await request('POST', 'chat', body, { 'idempotency-key': key }));
      const receipt = receiptOf(answer);
      // A receipt comes with its warnings; what is none is shown whole.
      const message = receipt ? [receipt.text, ...receipt.warnings].join('\n') : answer.message;
      return {
        conversationId: answer.conversation_id,
        message: message.slice(0, MAX_ANSWER_TEXT),
        isReceipt: receipt !== null,
        needsAnswer: answer.confirmation !== null,
      };
    },
    previewDates: async (text, signal) => {
      const soon = AbortSignal.any([signal, AbortSignal.timeout(PREVIEW_TIMEOUT_MS)]);
      return datePreview.parse(await request('POST', 'dates/preview', { text, kind: 'task' }, {}, soon));
    },
    takesOnce: async () => {
      const config = await deps.fetch(new URL('/api/config', deps.session()?.server), {
        redirect: 'error',
        signal: AbortSignal.timeout(CONFIG_TIMEOUT_MS),
      });
      return serverConfig.parse(await config.json()).features.includes('idempotency');
    },
    conversationTitle: async (id) => {
      const body = { type: 'threads.get_by_id', params: { thread_id: id } };
      return conversation.parse(await request('POST', 'chat', body)).title ?? null;
    },
  };
}

type SendRequest = (
  method: string,
  path: string,
  body?: unknown,
  extra?: Record<string, string>,
  signal?: AbortSignal,
) => Promise<unknown>;

function createRequest(deps: ParleyApiDeps): SendRequest {
  const send = async (
    session: AccountSession,
    method: string,
    path: string,
    body: unknown,
    extra: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Response> => {
    const token = await deps.accessToken(session).catch((error: unknown) => {
      throw new ApiUnreached('The server cannot be reached.', { cause: error });
    });
    if (token === null) throw notSignedIn();
    return deps
      .fetch(new URL(`/api/${encodeURIComponent(session.userId)}/${path}`, session.server), {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          'accept-language': deps.locale(),
          'time-zone': Intl.DateTimeFormat().resolvedOptions().timeZone,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...extra,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
        credentials: 'omit',
        signal,
      })
      .catch((error: unknown) => {
        if (neverLeft(error)) throw new ApiUnreached('The server cannot be reached.', { cause: error });
        throw error;
      });
  };
  return async (method, path, body, extra = {}, signal = AbortSignal.timeout(TIMEOUT_MS)) => {
    const session = deps.session();
    if (session === null) throw notSignedIn();
    let answered = await send(session, method, path, body, extra, signal);
    if (answered.status === 401) {
      deps.forgetAccessToken();
      answered = await send(session, method, path, body, extra, signal);
    }
    if (isWebPage(answered)) {
      // A gateway in front of Parley may have passed the request on before it gave up; a captive portal has not.
      if (answered.status >= 500) throw new Error(`A gateway answered ${answered.status}.`);
      throw new ApiUnreached('Something other than Parley answered.');
    }
    const json: unknown = answered.status === 204 ? null : await answered.json().catch(() => null);
    if (answered.ok) return json;
    const said = problem.safeParse(json).data ?? {};
    throw new ApiRefusal(
      answered.status,
      said.code ?? 'failed',
      said.detail ?? 'Parley could not do that. Try again.',
      toMilliseconds(answered.headers.get('retry-after')),
    );
  };
}

function notSignedIn(): ApiRefusal {
  return new ApiRefusal(401, 'not_signed_in', 'Sign in to Parley first.');
}

function toMilliseconds(seconds: string | null): number | null {
  return seconds !== null && /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1000 : null;
}

const NEVER_LEFT = [
  'ERR_INTERNET_DISCONNECTED',
  'ERR_CONNECTION_REFUSED',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_PROXY_CONNECTION_FAILED',
  'ERR_CERT_',
  'ECONNREFUSED',
  'ENOTFOUND',
  'ENETUNREACH',
];

/** Chromium and Node name connection failures differently, and neither gives them a type. */
function neverLeft(error: unknown): boolean {
  const described = error instanceof Error ? `${error.message} ${causeOf(error)}` : '';
  return NEVER_LEFT.some((name) => described.includes(name));
}

function causeOf(error: Error): string {
  const { cause } = error;
  if (!(cause instanceof Error)) return '';
  return `${cause.message} ${'code' in cause ? String(cause.code) : ''}`;
}
