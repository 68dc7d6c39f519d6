import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AttachmentStore } from '../chat/store/attachment-store.ts';
import { ConversationStore } from '../chat/store/conversation-store.ts';
import { startScriptedHost } from '../chatkit/conformance/scripted-host.ts';
import { openDatabase } from '../database/database.ts';

/**
 * A chat server in a process of its own, to be killed: answers everything with a text that never ends, a number every
 * ten milliseconds. Takes a connection string, sends its address to its parent.
 */
const [url = ''] = process.argv.slice(2);
const attachments = new AttachmentStore(openDatabase(url, 2));
const host = await startScriptedHost({
  store: new ConversationStore(openDatabase(url, 5), attachments),
  storage: attachments,
  createCaller: (caller) => ({ ...caller, requestId: 'process', timeZone: 'UTC' }),
  options: { createThreadId: randomUUID, leaseMilliseconds: 3_000 },
  fallback: async function* (thread) {
    const item = thread.item({ type: 'assistant_message', content: [] });
    yield { type: 'thread.item.added', item };
    for (let count = 1; ; count += 1) {
      const update = {
        type: 'assistant_message.content_part.text_delta' as const,
        content_index: 0,
        delta: `${count} `,
      };
      yield { type: 'thread.item.updated', item_id: item.id, update };
      await delay(10);
    }
  },
});
process.send?.(host.origin);
