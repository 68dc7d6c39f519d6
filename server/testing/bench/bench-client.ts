import { Agent, request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { BenchUser, ServerAddress } from './child-server.ts';
import { now, StampReader } from './stamps.ts';

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

/** When something arrived, by `performance.now()`, and how long it was on its way, in milliseconds. */
interface Arrival {
  at: number;
  ms: number;
}

/** One turn as its client saw it. */
export interface TurnTimes {
  /** From the request on. */
  firstByte: Arrival;
  /** Each from when the model made it. */
  deltas: Arrival[];
  totalMs: number;
  threadId: string;
  body: string;
}

export async function signUp(url: string): Promise<BenchUser> {
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      name: 'Bench',
      email: `${crypto.randomUUID()}@example.com`,
      password: 'correct horse battery',
    }),
  });
  const session = response.headers.get('set-auth-token') ?? '';
  const { user } = (await response.json()) as { user: { id: string } };
  const answer = await fetch(`${url}/api/auth/token`, { headers: { Authorization: `Bearer ${session}` } });
  const { token } = (await answer.json()) as { token: string };
  return { id: user.id, token };
}

/** Sends a chat request. @returns the response with its body not yet read. */
export async function postChat(server: ServerAddress, userIndex: number, body: unknown): Promise<IncomingMessage> {
  const user = server.users[userIndex % Math.max(1, server.users.length)];
  const bytes = JSON.stringify(body);
  const call = request(`${server.url}/api/${user?.id ?? 'anybody'}/chat`, {
    agent,
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(bytes),
      Authorization: `Bearer ${user?.token ?? ''}`,
    },
  });
  call.end(bytes);
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${response.statusCode}: ${await text(response)}`);
  return response;
}

/** A request that says something, in a new thread or in one that is there. */
export function sayRequest(words: string, threadId?: string): { type: string; params: Record<string, unknown> } {
  const input = { content: [{ type: 'input_text', text: words }], attachments: [], inference_options: {} };
  return threadId === undefined
    ? { type: 'threads.create', params: { input } }
    : { type: 'threads.add_user_message', params: { thread_id: threadId, input } };
}

/**
 * Runs one turn to its end.
 *
 * @param begun called when the answer begins.
 * @throws Error when it did not end as it should.
 */
export async function runTurn(
  server: ServerAddress,
  userIndex: number,
  body: unknown,
  begun?: () => void,
): Promise<TurnTimes> {
  const startedAt = performance.now();
  const response = await postChat(server, userIndex, body);
  const reader = new StampReader();
  const deltas: Arrival[] = [];
  let firstByteAt = 0;
  let received = '';
  response.setEncoding('utf8');
  for await (const chunk of response as AsyncIterable<string>) {
    const at = performance.now();
    const atMicros = now();
    if (received === '') {
      firstByteAt = at;
      begun?.();
    }
    received += chunk;
    for (const madeAt of reader.read(chunk)) deltas.push({ at, ms: (atMicros - madeAt) / 1000 });
  }
  const totalMs = performance.now() - startedAt;
  if (!received.includes('"type":"thread.item.done"') || received.includes('{"type":"error"'))
    throw new Error(`a turn failed: ${received.slice(-300)}`);
  const threadId = /"thread":\{"id":"([^"]+)"/.exec(received)?.[1] ?? '';
  const firstByte = { at: firstByteAt, ms: firstByteAt - startedAt };
  return { firstByte, deltas, totalMs, threadId, body: received };
}

/** Closes connections that nobody uses. */
export function closeIdleConnections(): void {
  for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
}
