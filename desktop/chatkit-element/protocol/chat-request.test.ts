import { expectTypeOf, test } from 'vitest';
import type * as served from '../../../server/chatkit/protocol/chatkit-request.ts';
import type { JsonRequest, StreamingRequest } from './chat-request.ts';

test('every request of the server is one of the element, answered in the same way', () => {
  expectTypeOf<StreamingRequest['type']>().toEqualTypeOf<served.StreamingRequest['type'] | 'threads.watch'>();
  expectTypeOf<JsonRequest['type']>().toEqualTypeOf<served.JsonRequest['type']>();
  expectTypeOf<StreamingRequest | JsonRequest>().toExtend<served.ChatKitRequestBody>();
});
