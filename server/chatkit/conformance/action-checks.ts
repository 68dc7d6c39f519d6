import { describe, expect } from 'vitest';
import { outline, userInput, type ConformanceClient, type Json } from './conformance-client.ts';
import { checksOf, type ConformanceTarget, type Scripted } from './conformance-target.ts';
import { done, gate, message, reply, update } from './scripted-replies.ts';

/** Actions of widgets and hosts. */
export function actionChecks(target: ConformanceTarget): void {
  const { scripted } = checksOf(target);

  describe('actions', () => {
    scripted('sends stream_options first and stores no message of the user', async ({ alice, host }) => {
      const { threadId } = await createWidgetThread(alice, host);
      const type = host.action(async function* (thread) {
        yield done(message(thread, 'acted'));
      });
      const events = await act(alice, threadId, { type });
      expect(outline(events)).toEqual(['stream_options', 'thread.item.done assistant_message']);
      const types = (await alice.items(threadId)).map((item) => item.type);
      expect(types).toEqual(['user_message', 'widget', 'assistant_message']);
    });

    scripted('hands the widget that sent it to the handler', async ({ alice, host }) => {
      const { threadId, widget } = await createWidgetThread(alice, host);
      let sender: Json;
      const type = host.action(async function* (_thread, _action, item) {
        sender = item;
      });
      await act(alice, threadId, { type }, widget.id);
      expect(sender).toEqual(widget);
    });

    scripted('hands no sender to the handler without an item id', async ({ alice, host }) => {
      const { threadId } = await createWidgetThread(alice, host);
      const senders: Json[] = [];
      const type = host.action(async function* (_thread, _action, item) {
        senders.push(item);
      });
      await act(alice, threadId, { type });
      await act(alice, threadId, { type }, '');
      expect(senders).toEqual([null, null]);
    });

    scripted('sends one error frame when the sender is no widget', async ({ alice, host }) => {
      const { threadId, userItem } = await createWidgetThread(alice, host);
      const type = host.action((thread) => reply(thread, ['never']));
      expect(await act(alice, threadId, { type }, userItem.id)).toEqual([
        { type: 'error', code: 'stream.error', allow_retry: false },
      ]);
      await alice.say(threadId, 'the refusal holds no lease');
    });

    scripted('hands null to the handler when there is no payload', async ({ alice, host }) => {
      const { threadId } = await createWidgetThread(alice, host);
      const actions: Json[] = [];
      const type = host.action(async function* (_thread, action) {
        actions.push(action);
      });
      await act(alice, threadId, { type });
      await act(alice, threadId, { type, payload: { a: [1, null] } });
      expect(actions).toEqual([
        { type, payload: null },
        { type, payload: { a: [1, null] } },
      ]);
    });

    scripted('turns an exception of the handler into an error frame', async ({ alice, host }) => {
      const { threadId } = await createWidgetThread(alice, host);
      const type = host.action(async function* () {
        throw new Error('boom');
      });
      expect(await act(alice, threadId, { type })).toEqual([
        { type: 'stream_options', stream_options: { allow_cancel: true } },
        { type: 'error', code: 'stream.error', allow_retry: true },
      ]);
    });

    scripted('gives back the replaced widget from then on', async ({ alice, host }) => {
      const { threadId, widget } = await createWidgetThread(alice, host);
      const type = host.action(async function* (_thread, _action, sender) {
        if (sender) yield { type: 'thread.item.replaced', item: { ...sender, widget: { type: 'Card', size: 'lg' } } };
      });
      const events = await act(alice, threadId, { type }, widget.id);
      expect(events[1]).toMatchObject({ type: 'thread.item.replaced', item: { id: widget.id } });
      expect((await alice.items(threadId))[1]).toEqual({ ...widget, widget: { type: 'Card', size: 'lg' } });
    });

    scripted('does not store a root update of an action', async ({ alice, host }) => {
      const { threadId, widget } = await createWidgetThread(alice, host);
      const type = host.action(async function* () {
        yield update(widget.id, { type: 'widget.root.updated', widget: { type: 'Card', size: 'lg' } });
      });
      const events = await act(alice, threadId, { type }, widget.id);
      expect(events[1].update.widget).toEqual({ type: 'Card', size: 'lg' });
      expect((await alice.items(threadId))[1]).toEqual(widget);
    });

    scripted('answers a synchronous action with the updated item or an empty object', async ({ alice, host }) => {
      const { threadId, widget } = await createWidgetThread(alice, host);
      const changes = host.syncAction(async (_thread, _action, sender) =>
        sender ? { ...sender, copy_text: 'changed' } : undefined,
      );
      const changed = await actSync(alice, threadId, { type: changes }, widget.id);
      expect(changed).toEqual({ updated_item: { ...widget, copy_text: 'changed' } });
      const type = host.syncAction(async () => undefined);
      expect(await actSync(alice, threadId, { type }, widget.id)).toEqual({});
    });

    scripted('runs a synchronous action while a stream is open on its thread', async ({ alice, host }) => {
      const { threadId, widget } = await createWidgetThread(alice, host);
      const { opened, open } = gate();
      const word = host.respond(async function* (thread) {
        yield { type: 'progress_update', text: 'p' };
        await opened;
        yield* reply(thread, ['done']);
      });
      const params = { thread_id: threadId, input: userInput(word) };
      const stream = await alice.open('threads.add_user_message', params);
      await stream.next();
      const type = host.syncAction(async (thread, _action, sender) => {
        const changed = sender && { ...sender, copy_text: 'beside' };
        if (changed) await host.saveItems(thread.id, [changed], alice.headers['X-User'] ?? '');
        return changed ?? undefined;
      });
      expect(await actSync(alice, threadId, { type }, widget.id)).toMatchObject({
        updated_item: { copy_text: 'beside' },
      });
      open();
      expect(outline(await stream.rest()).at(-1)).toBe('thread.item.done assistant_message');
      expect((await alice.items(threadId))[1].copy_text).toBe('beside');
    });

    scripted('refuses a synchronous action of anything but a widget', async ({ alice, host }) => {
      const { threadId, userItem } = await createWidgetThread(alice, host);
      const params = { thread_id: threadId, item_id: userItem.id, action: { type: 'a' } };
      expect((await alice.refused('threads.sync_custom_action', params)).status).toBe(409);
    });

    scripted('stores nothing of a synchronous action by itself', async ({ alice, host }) => {
      const { threadId, widget } = await createWidgetThread(alice, host);
      const type = host.syncAction(async (_thread, _action, sender) =>
        sender ? { ...sender, copy_text: 'not saved' } : undefined,
      );
      await actSync(alice, threadId, { type }, widget.id);
      expect((await alice.items(threadId))[1]).toEqual(widget);
    });
  });
}

async function createWidgetThread(
  alice: ConformanceClient,
  host: Scripted['host'],
): Promise<{ threadId: string; userItem: Json; widget: Json }> {
  const word = host.respond(async function* (thread) {
    yield done(thread.item({ type: 'widget', widget: { type: 'Card', children: [] }, copy_text: 'card' }));
  });
  const { threadId, userItem, events } = await alice.createThread(word);
  return { threadId, userItem, widget: events.at(-1).item };
}

function act(alice: ConformanceClient, threadId: string, action: object, itemId?: string): Promise<Json[]> {
  return alice.events('threads.custom_action', { thread_id: threadId, item_id: itemId, action });
}

function actSync(alice: ConformanceClient, threadId: string, action: object, itemId?: string): Promise<Json> {
  return alice.json('threads.sync_custom_action', { thread_id: threadId, item_id: itemId, action });
}
