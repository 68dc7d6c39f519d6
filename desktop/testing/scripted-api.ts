import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { PlainResponse } from '../../server/chat/door/plain-chat.ts';
import type { TaskView } from '../../server/tasks/task-fields.ts';

/** A request the app made, as it arrived. */
export interface SeenRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

type Answer = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

/** A small HTTP server that speaks the API's shapes and can be made to misbehave in ways the real one never would. */
export interface ScriptedApi {
  url: string;
  seen: SeenRequest[];
  /** The session token and the access token it hands out: what must never be found outside the main process. */
  secrets: { session: string; access: string };
  /** Typed as the server's own answers: the app drops a list with a task in it that lacks something. */
  tasks: TaskView[];
  reminders: TaskView[];
  /** What `GET /api/config` says it can do beyond what every server can. */
  features: string[];
  /** Replaces the answer of `METHOD /path` (the query left out), until it is given back with null. */
  script: (route: string, answer: Answer | null) => void;
  /** Stops listening, as a server that is down does, and comes back on the same port. */
  goDown: () => Promise<void>;
  comeBack: () => Promise<void>;
  close: () => Promise<void>;
}

const USER = { id: 'user-1', name: 'Alice', email: 'alice@example.com' };

/** Starts the server on a free port. */
export async function startScriptedApi(): Promise<ScriptedApi> {
  const seen: SeenRequest[] = [];
  const scripts = new Map<string, Answer>();
  const secrets = { session: 'canary-session-token-5f1d', access: fakeJwt() };
  const tasks: TaskView[] = [];
  const reminders: TaskView[] = [];
  const features: string[] = [];
  const standard = standardAnswers(secrets, tasks, reminders, features);
  let port = 0;
  let server: Server;
  const listen = async (): Promise<void> => {
    server = createServer((incoming, outgoing) => {
      // An app that closes in the middle of a request hangs up.
      const hungUp = (): void => void outgoing.destroy();
      void readBody(incoming).then(async (body) => {
        const path = incoming.url ?? '/';
        const request = { method: incoming.method ?? 'GET', path, headers: incoming.headers, body };
        seen.push(request);
        const route = `${request.method} ${path.split('?')[0]}`;
        const answer = scripts.get(route) ?? standard.get(route);
        if (answer) return answer(request, outgoing);
        return json(outgoing, 404, { status: 404, code: 'not_found', detail: 'There is nothing here.' });
      }, hungUp);
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : port;
  };
  const goDown = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  await listen();
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    secrets,
    tasks,
    reminders,
    features,
    script: (route, answer) => void (answer ? scripts.set(route, answer) : scripts.delete(route)),
    goDown,
    comeBack: listen,
    close: goDown,
  };
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function standardAnswers(
  secrets: { session: string; access: string },
  tasks: TaskView[],
  reminders: TaskView[],
  features: string[],
): Map<string, Answer> {
  const session: Answer = (_request, response) =>
    json(
      response,
      200,
      { token: secrets.session, user: USER },
      { 'set-auth-token': secrets.session, 'set-cookie': 'a=b' },
    );
  return new Map<string, Answer>([
    ['GET /api/config', (_request, response) => json(response, 200, { ...CONFIG, features })],
    ['POST /api/auth/sign-in/email', session],
    ['POST /api/auth/sign-up/email', session],
    ['POST /api/auth/electron/token', session],
    ['POST /api/auth/sign-out', (_request, response) => json(response, 200, { success: true })],
    ['GET /api/auth/token', (_request, response) => json(response, 200, { token: secrets.access })],
    [
      'GET /api/auth/get-session',
      (_request, response) => json(response, 200, { session: { token: secrets.session }, user: USER }),
    ],
    [
      'GET /api/user-1/tasks',
      (_request, response) => json(response, 200, { data: tasks, has_more: false, after: null, total: tasks.length }),
    ],
    ['GET /api/user-1/tasks/summary', (_request, response) => json(response, 200, countTasks(tasks))],
    [
      'POST /api/user-1/reminders/claim',
      (_request, response) => json(response, 200, { data: reminders.splice(0), has_more: false }),
    ],
    ['POST /api/user-1/reminders/snooze', (_request, response) => json(response, 200, {})],
    ['PATCH /api/user-1/tasks/12', (_request, response) => json(response, 200, { ...tasks[0], status: 'completed' })],
    [
      'POST /api/user-1/chat',
      (request, response) => {
        const { message } = JSON.parse(request.body) as { message?: string };
        const text = `Added "${message ?? ''}".`;
        const call = { id: 'call_1', name: 'add_task', arguments: { title: message } };
        const answer: PlainResponse = {
          conversation_id: 'conversation-1',
          message: text,
          reply: '',
          receipt: { text, changes: [], failures: [], skipped: [], batch_id: null },
          tool_calls: [{ ...call, status: 'succeeded', result: { task: { title: message ?? '' } } }],
          confirmation: null,
          choices: [],
        };
        json(response, 200, answer);
      },
    ],
  ]);
}

/** Of its tasks all that are not late are due today, whatever day that is. */
function countTasks(tasks: Record<string, unknown>[]) {
  const overdue = tasks.filter((task) => task['overdue'] === true).length;
  const counts = { open: tasks.length, overdue, today: tasks.length - overdue, later: 0, no_date: 0, done: 0 };
  return { ...counts, date: '2026-11-20', next_days: [], recent_changes: [] };
}

const CONFIG = {
  version: '0.1.0',
  chat: { ui: 'bundled', domain_key: null },
  limits: { message_characters: 10_000, attachment_bytes: 1_000_000, attachments_per_message: 4 },
  model: { name: 'offline', offline: true },
  transcription: false,
};

function fakeJwt(): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const expires = Math.floor(Date.now() / 1000) + 3600;
  return `${part({ alg: 'ES256' })}.${part({ sub: 'user-1', exp: expires })}.canarySignature77ab`;
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  let body = '';
  incoming.setEncoding('utf8');
  for await (const chunk of incoming) body += String(chunk);
  return body;
}
