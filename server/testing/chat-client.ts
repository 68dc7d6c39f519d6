import type { TestUser } from './test-server.ts';

/** One frame of an event stream, parsed. */
export interface Frame {
  type: string;
  [member: string]: unknown;
}

/** The plain form's answer. */
export interface PlainAnswer {
  conversation_id: string;
  message: string;
  tool_calls: {
    id: string;
    name: string;
    arguments: Record<string, unknown>;
    status: string;
    result: Record<string, unknown>;
  }[];
  confirmation: { id: string; summary: string; expires_at: string } | null;
  choices: string[];
}

/** Sends a ChatKit request that streams. @returns all its frames. */
export async function stream(user: TestUser, type: string, params: unknown): Promise<Frame[]> {
  const response = await user.fetch('/chat', { body: { type, params } });
  if (response.status !== 200) throw new Error(`${type}: ${response.status} ${await response.text()}`);
  return parseFrames(await response.text());
}

/** Starts a conversation with a message. */
export function createThread(user: TestUser, text: string): Promise<Frame[]> {
  return stream(user, 'threads.create', {
    input: { content: [{ type: 'input_text', text }], attachments: [], inference_options: {} },
  });
}

/** Says something in a conversation. */
export function addMessage(user: TestUser, threadId: string, text: string): Promise<Frame[]> {
  return stream(user, 'threads.add_user_message', {
    thread_id: threadId,
    input: { content: [{ type: 'input_text', text }], attachments: [], inference_options: {} },
  });
}

/** Says something in the plain form. */
export async function say(user: TestUser, message: string, conversationId?: string): Promise<PlainAnswer> {
  const response = await user.fetch('/chat', {
    body: { message, ...(conversationId ? { conversation_id: conversationId } : {}) },
  });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as PlainAnswer;
}

/** The tasks of a user, all pages' first 100, done ones included. */
export async function tasksOf(
  user: TestUser,
): Promise<{ id: number; title: string; status: string; due_at: string | null; [member: string]: unknown }[]> {
  const response = await user.fetch('/tasks?status=all&limit=100');
  return ((await response.json()) as { data: { id: number; title: string; status: string; due_at: string | null }[] })
    .data;
}

/** Splits an event stream into its frames. */
export function parseFrames(body: string): Frame[] {
  return body
    .split('\n\n')
    .filter((frame) => frame !== '')
    .map((frame) => JSON.parse(frame.slice('data: '.length)) as Frame);
}
