import { randomUUID } from 'node:crypto';
import type { ThreadItem } from './thread-item.ts';

const PREFIXES: Partial<Record<ThreadItem['type'], string>> = {
  client_tool_call: 'tc',
  workflow: 'wf',
  task: 'tsk',
  sdk_hidden_context: 'shcx',
};

/** A random id for an item of this type. */
export function createItemId(type: ThreadItem['type']): string {
  return createId(PREFIXES[type] ?? 'msg');
}

/** A prefix and 122 random bits. */
export function createId(prefix: string): string {
  return `${prefix}_${randomUUID().replaceAll('-', '')}`;
}
