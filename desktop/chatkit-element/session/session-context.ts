import type { Options } from '../options/check-options.ts';
import type { ProtocolClient } from '../protocol/protocol-client.ts';
import type { ChatState } from '../state/chat-state.ts';
import type { Store } from '../state/store.ts';
import type { EmitEvent } from './element-event.ts';

/** What every part of a session shares. */
export type SessionContext = {
  store: Store<ChatState>;
  client: ProtocolClient;
  emit: EmitEvent;
  /** @throws {IntegrationError} before the first options. */
  options: () => Options;
};
