import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import { ConformanceClient } from '../chatkit/conformance/conformance-client.ts';
import type { ConformanceTarget } from '../chatkit/conformance/conformance-target.ts';
import { startScriptedHost } from '../chatkit/conformance/scripted-host.ts';
import { runConformance } from '../chatkit/conformance/run-conformance.ts';
import { insertUser } from '../testing/factories.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import { AttachmentStore } from './store/attachment-store.ts';
import { ConversationStore } from './store/conversation-store.ts';

const { database } = await createTestDatabase();
const [alice, bob] = [await insertUser(database), await insertUser(database)];
const attachments = new AttachmentStore(database);
const host = await startScriptedHost({
  store: new ConversationStore(database, attachments),
  storage: attachments,
  createCaller: (caller) => ({ ...caller, requestId: 'conformance', timeZone: 'UTC' }),
  options: { createThreadId: randomUUID, checkpointMilliseconds: 100 },
});
afterAll(() => host.stop());

const clientOf = (user: string) => new ConformanceClient(`${host.origin}/chatkit`, { 'X-User': user });
const target: ConformanceTarget = { alice: () => clientOf(alice), bob: () => clientOf(bob), host: () => host };

runConformance(target);
