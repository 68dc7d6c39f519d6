import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findDay, type RuleClock } from './day-rules.ts';
import type { PlayedCall, SeenTask } from './played-turn.ts';
import type { EvaluationCase } from './read-cases.ts';
import { titlesIn, type Seat, type Stage } from './stage.ts';

const MAIN = fileURLToPath(new URL('../../main.ts', import.meta.url));
const LIMITS = { RATE_LIMIT_PER_MINUTE: '1000000', SIGN_IN_LIMIT_PER_MINUTE: '1000000' };

/**
 * A running server, asked in the plain form; the model is whichever that server uses. The clock is the real one.
 * @param address of a server; without it one is started that is thrown away afterwards
 */
export async function openServerStage(address: string | undefined): Promise<Stage> {
  const own = address === undefined ? await startServer() : undefined;
  const url = address ?? own?.url ?? '';
  return {
    open: (entry) => openSeat(url, entry),
    close: async () => own?.stop(),
  };
}

async function startServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-score-'));
  const env = { ...process.env, ...LIMITS, PORT: '0', PARLEY_DATA_DIR: folder, LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const url = await readAddress(child);
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'close');
    await rm(folder, { recursive: true, force: true });
  };
  return { url, stop };
}

async function readAddress(child: ChildProcess): Promise<string> {
  let printed = '';
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk);
    const address = /ready at (\S+)/u.exec(printed)?.[1];
    if (address !== undefined) {
      // What it prints further on is read by nobody, and a full pipe would stop it.
      child.stdout?.resume();
      return address;
    }
  }
  throw new Error(`The server ended: ${printed}`);
}

async function openSeat(url: string, entry: EvaluationCase): Promise<Seat> {
  const person = await signUp(url);
  const timeZone = entry.tz ?? 'Europe/Paris';
  const ask = async (path: string, method: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/api/${person.id}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${person.token}`,
        'Content-Type': 'application/json',
        'Accept-Language': entry.lang ?? 'en',
        'Time-Zone': timeZone,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${entry.id}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const clock: RuleClock = { now: new Date(), timeZone };
  for (const { title, ...given } of entry.setup) await addTask({ title, ...given }, clock, ask);
  let conversation: string | undefined;
  const seat: Seat = {
    clock,
    listTasks: async () => {
      const { data } = Object(await ask('/tasks?status=all&limit=100', 'GET'));
      return data as SeenTask[];
    },
    say: async (text) => {
      const answer = Object(
        await ask('/chat', 'POST', {
          message: text,
          ...(conversation !== undefined && { conversation_id: conversation }),
        }),
      );
      conversation = String(answer['conversation_id']);
      const calls = readCalls(answer['tool_calls']);
      const summary = String(Object(answer['confirmation'])['summary'] ?? '');
      return { calls, reply: [String(answer['message']), summary, ...titlesIn(calls)].join('\n') };
    },
  };
  // What the assistant said then cannot be put into its mouth: the person says the same again.
  for (const { role, text } of entry.history ?? []) if (role === 'user') await seat.say(text);
  return seat;
}

function readCalls(value: unknown): PlayedCall[] {
  if (!Array.isArray(value)) return [];
  return value.map((call: unknown) => {
    const { name, arguments: args, result } = Object(call);
    return { name: String(name), args: Object(args), result: Object(result) };
  });
}

async function addTask(
  { title, ...given }: { title: string } & Record<string, unknown>,
  clock: RuleClock,
  ask: (path: string, method: string, body?: object) => Promise<unknown>,
): Promise<void> {
  const { done, due, recurrence, ...rest } = given;
  const [rule = '', time] = String(due ?? '').split(' ');
  const when = due === undefined ? {} : { due: [findDay(rule, clock), time].filter(Boolean).join(' ') };
  const repeats = recurrence === undefined ? {} : { recurrence };
  const added = Object(await ask('/tasks', 'POST', { title, ...rest, ...when, ...repeats }));
  const id = String(added['id'] ?? Object(added['task'])['id']);
  if (done === true) await ask(`/tasks/${id}`, 'PATCH', { status: 'completed' });
}

async function signUp(url: string): Promise<{ id: string; token: string }> {
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Alice', email: `${randomUUID()}@example.com`, password: 'correct horse' }),
  });
  if (!response.ok) throw new Error(`sign-up: ${response.status} ${await response.text()}`);
  const session = response.headers.get('set-auth-token') ?? '';
  const { user } = Object(await response.json());
  const answer = await fetch(`${url}/api/auth/token`, { headers: { Authorization: `Bearer ${session}` } });
  return { id: String(Object(user)['id']), token: String(Object(await answer.json())['token']) };
}
