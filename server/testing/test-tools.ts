import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import type { Knex } from '../database/database.ts';
import { createLogger } from '../ground/logger.ts';
import { connectTools, type Tools } from '../mcp/connect-tools.ts';
import type { Turn } from '../ground/turn.ts';
import type { CallTerms } from '../mcp/call-ticket.ts';
import type { TaskView } from '../tasks/task-fields.ts';
import type { ToolResult } from '../mcp/tool-result.ts';
import { addTask } from '../mcp/tools/add-task.ts';
import { createTestDatabase } from './test-database.ts';
import { insertUser } from './factories.ts';

/** The noon of a Friday: what "now" is in tests that do not say otherwise. */
export const TEST_NOW = new Date('2026-11-20T12:00:00Z');

export interface ToolUser {
  readonly id: string;
  /** Calls a tool; fields of the turn can be given, others are those of a request of its own at `TEST_NOW`. */
  call(name: string, args?: Record<string, unknown>, fields?: TurnFields): Promise<ToolResult>;
  /** Adds a task and insists that it went well. */
  add(title: string, args?: Record<string, unknown>, fields?: TurnFields): Promise<TaskView>;
  /** Starts a turn of the agent: what its calls carry. */
  startTurn(conversationId?: string): Promise<{ conversationId: string; messageId: string }>;
}

/** Fields of a turn, and the terms of a call in it. */
type TurnFields = Partial<Turn> &
  Pick<CallTerms, 'expectedVersion' | 'transaction'> & {
    /** The agent's call this is, in a turn that `startTurn` made. */
    call?: NonNullable<CallTerms['key']> & { conversationId: string };
  };

/** Connects the real tools to a database of the test's own. */
export async function openTestTools(): Promise<{
  database: Knex;
  tools: Tools;
  addUser: (name?: string) => Promise<ToolUser>;
}> {
  const { database } = await createTestDatabase();
  const tools = await connectTools(database, createLogger('silent'), '1.0.0');
  afterAll(() => tools.close());
  return {
    database,
    tools,
    addUser: async (name = 'Alice') => toolUser(database, tools, await insertUser(database, { name })),
  };
}

function toolUser(database: Knex, tools: Tools, id: string): ToolUser {
  const call: ToolUser['call'] = (name, args = {}, fields = {}) => {
    const { call: agentCall, expectedVersion, transaction, ...given } = fields;
    const conversationId = agentCall?.conversationId ?? null;
    const turn: Turn = {
      userId: id,
      requestId: 'a-test-request',
      locale: 'en-US',
      timeZone: 'UTC',
      signal: new AbortController().signal,
      batchId: randomUUID(),
      door: conversationId === null ? 'rest' : 'chat',
      conversationId,
      now: TEST_NOW,
      ...given,
    };
    return tools.callTool(name, args, turn, {
      ...(agentCall && { key: agentCall }),
      ...(transaction && { transaction }),
      ...(expectedVersion !== undefined && { expectedVersion }),
    });
  };
  return {
    id,
    call,
    add: async (title, args = {}, fields = {}) =>
      addTask.output.parse(await call('add_task', { title, ...args }, fields)).task,
    startTurn: async (conversationId = randomUUID()) => {
      await database('conversations').insert({ id: conversationId, userId: id }).onConflict('id').ignore();
      const [message] = await database('messages')
        .insert({ itemId: randomUUID(), conversationId, userId: id, itemType: 'user_message', item: {} })
        .returning<{ id: string }[]>('id');
      return { conversationId, messageId: String(message?.id) };
    },
  };
}
