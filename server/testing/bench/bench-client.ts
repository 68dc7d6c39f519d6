import { Agent, request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { BenchUser, ServerAddress } from './child-server.ts';

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
const DELTA = /"delta":"0*(\d+) "/g;

/** One turn as its client saw it; times in milliseconds. */
export interface TurnTimes {
  firstByteMs: number;
  totalMs: number;
  /** How long each delta was on its way, from when it was made; kept only when asked for. */
  deltaMs: number[];
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

/** Runs one turn to its end. @throws Error when it did not end as it should. */
export async function runTurn(
  server: ServerAddress,
  userIndex: number,
  body: unknown,
  keepDeltas = false,
): Promise<TurnTimes> {
  const startedAt = performance.now();
  const response = await postChat(server, userIndex, body);
  const deltaMs: number[] = [];
  let firstByteMs = 0;
  let received = '';
  response.setEncoding('utf8');
  for await (const chunk of response as AsyncIterable<string>) {
    firstByteMs ||= performance.now() - startedAt;
    received += chunk;
    if (!keepDeltas) continue;
    const now = Number(process.hrtime.bigint() / 1000n);
    for (const [, madeAt] of chunk.matchAll(DELTA)) deltaMs.push((now - Number(madeAt)) / 1000);
  }
  const totalMs = performance.now() - startedAt;
  if (!received.includes('"type":"thread.item.done"') || received.includes('{"type":"error"'))
    throw new Error(`a turn failed: ${received.slice(-300)}`);
  const threadId = /"thread":\{"id":"([^"]+)"/.exec(received)?.[1] ?? '';
  return { firstByteMs, totalMs, deltaMs, threadId, body: received };
}
