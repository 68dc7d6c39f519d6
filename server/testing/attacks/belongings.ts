import { randomUUID } from 'node:crypto';
import { createItemId } from '../../chatkit/protocol/item-id.ts';
import type { Knex } from '../../database/database.ts';
import { createThread, say } from '../chat-client.ts';
import type { ScriptedModel } from '../scripted-model.ts';
import type { TestUser } from '../test-server.ts';

/** One of everything a user can own, by its id. */
export interface Belongings {
  thread: string;
  userMessage: string;
  widget: string;
  question: string;
  attachment: string;
  /** The signed addresses of the attachment's bytes. */
  uploadUrl: string;
  previewUrl: string;
  confirmation: string;
  batch: string;
  task: number;
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/**
 * Gives a user one of everything.
 *
 * @param taskCount tasks are numbered per user: the last of more than others have is a number that is theirs alone.
 */
export async function giveBelongings(
  user: TestUser,
  model: ScriptedModel,
  database: Knex,
  taskCount: number,
): Promise<Belongings> {
  let task = { id: 0, batch_id: '' };
  for (let number = 1; number <= taskCount; number += 1) {
    const response = await user.fetch('/tasks', { body: { title: `SECRET task ${number}`, due: 'tomorrow' } });
    task = (await response.json()) as typeof task;
  }
  const attachment = await upload(user);
  model.script({ calls: [{ name: 'delete_task', args: { task_id: task.id } }] }, { text: 'Shall I?' });
  const asked = await say(user, 'SECRET: delete the last one');
  const thread = asked.conversation_id;
  const items = await database('messages').where({ conversationId: thread }).select('itemId', 'itemType');
  const itemOf = (type: string) => String(items.find(({ itemType }) => itemType === type)?.itemId);
  return {
    thread,
    userMessage: itemOf('user_message'),
    widget: itemOf('widget'),
    question: await insertQuestion(database, user.id, thread),
    ...attachment,
    confirmation: asked.confirmation?.id ?? '',
    batch: task.batch_id,
    task: task.id,
  };
}

/** What a user had and has deleted. */
export async function giveAndDelete(user: TestUser, model: ScriptedModel, database: Knex): Promise<Belongings> {
  const belongings = await giveBelongings(user, model, database, 1);
  for (const [type, params] of [
    ['attachments.delete', { attachment_id: belongings.attachment }],
    ['threads.delete', { thread_id: belongings.thread }],
  ] as const) {
    await user.fetch('/chat', { body: { type, params } });
  }
  await user.fetch(`/tasks/${belongings.task}`, { method: 'DELETE' });
  // A change stays on record when its task is gone, and can be undone: what has been undone cannot be.
  return { ...belongings, batch: randomUUID() };
}

/** What never was, in the shape of what is. */
export function inventBelongings(like: Belongings): Belongings {
  const signature = (url: string) => url.replace(/signature=[^&]+/, `signature=${'A'.repeat(43)}`);
  return {
    thread: randomUUID(),
    userMessage: createItemId('user_message'),
    widget: createItemId('widget'),
    question: createItemId('structured_input'),
    attachment: like.attachment.replace(/.{8}$/, 'AAAAAAAA'),
    uploadUrl: signature(like.uploadUrl),
    previewUrl: signature(like.previewUrl),
    confirmation: randomUUID(),
    batch: randomUUID(),
    task: 999,
  };
}

async function upload(user: TestUser): Promise<Pick<Belongings, 'attachment' | 'uploadUrl' | 'previewUrl'>> {
  const params = { name: 'SECRET.png', size: PNG.length, mime_type: 'image/png' };
  const created = await user.fetch('/chat', { body: { type: 'attachments.create', params } });
  const { id, preview_url, upload_descriptor } = (await created.json()) as {
    id: string;
    preview_url: string;
    upload_descriptor: { url: string; headers: Record<string, string> };
  };
  const { url, headers } = upload_descriptor;
  const sent = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(PNG) });
  if (!sent.ok) throw new Error(`upload failed: ${sent.status}`);
  return { attachment: id, uploadUrl: url, previewUrl: preview_url };
}

/** The agent asks no such questions yet; the protocol knows them all the same. */
async function insertQuestion(database: Knex, userId: string, thread: string): Promise<string> {
  const id = createItemId('structured_input');
  const createdAt = new Date().toISOString();
  const inputs = [{ id: 'one', question: 'SECRET?', type: 'freeform' }];
  await database('messages').insert({
    itemId: id,
    conversationId: thread,
    userId,
    itemType: 'structured_input',
    item: { id, thread_id: thread, created_at: createdAt, type: 'structured_input', status: 'pending', inputs },
  });
  return id;
}

/** Starts a conversation that nothing waits in. @returns its id and the id of its message. */
export async function startThread(user: TestUser): Promise<{ thread: string; message: string }> {
  const frames = await createThread(user, 'hello');
  return {
    thread: (frames[0]?.['thread'] as { id: string }).id,
    message: (frames[1]?.['item'] as { id: string }).id,
  };
}
