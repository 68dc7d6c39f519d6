import { request } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import { postChat, runTurn, sayRequest } from './bench-client.ts';
import type { ChildServer } from './child-server.ts';
import type { Row } from './table.ts';

/** Counts the queries of each kind of request, on a conversation of a few turns. */
export async function measureQueries(server: ChildServer): Promise<Row[]> {
  await server.setPace({});
  const { threadId } = await runTurn(server, 0, sayRequest('please say something'));
  const { body } = await runTurn(server, 0, sayRequest('and more', threadId));
  const [, messageId] = /"item":\{"id":"([^"]+)"[^}]*"type":"user_message"/.exec(body) ?? [];
  const ask = async (type: string, params: Record<string, unknown>) =>
    text(await postChat(server, 0, { type, params: { thread_id: threadId, ...params } }));

  const requests: Record<string, () => Promise<unknown>> = {
    'threads.create': () => runTurn(server, 0, sayRequest('please say something')),
    'threads.add_user_message': () => runTurn(server, 0, sayRequest('and more', threadId)),
    'threads.retry_after_item': () => ask('threads.retry_after_item', { item_id: messageId }),
    'threads.get_by_id': () => ask('threads.get_by_id', {}),
    'threads.list': () => ask('threads.list', { thread_id: undefined }),
    'items.list': () => ask('items.list', {}),
    'items.feedback': () => ask('items.feedback', { item_ids: [messageId], kind: 'positive' }),
    'threads.update': () => ask('threads.update', { title: 'Another title' }),
    'threads.delete': () => ask('threads.delete', {}),
    'plain form': async () => text(await postChat(server, 0, { message: 'please say something' })),
    'GET tasks': () => getTasks(server),
  };
  const counts: Row[] = [];
  for (const [name, send] of Object.entries(requests)) {
    const { total, beforeModel, connectionsHeldWhenAsked } = await server.countQueries(send);
    counts.push({ request: name, queries: total, before_model: beforeModel, held: connectionsHeldWhenAsked });
  }
  return counts;
}

async function getTasks(server: ChildServer): Promise<string> {
  const [user] = server.users;
  const call = request(`${server.url}/api/${user?.id ?? ''}/tasks`, {
    headers: { Authorization: `Bearer ${user?.token ?? ''}` },
  });
  call.end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  return text(response);
}
