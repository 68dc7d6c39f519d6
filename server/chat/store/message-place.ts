import { createHash } from 'node:crypto';
import type { MessagePlace } from '../../chatkit/chatkit-handlers.ts';

/** Where a person's message with a key of its client's is stored: keys of different people never meet. */
export function messagePlace(userId: string, key: string): MessagePlace {
  const hex = createHash('sha256').update(`${userId}\n${key}`).digest('hex');
  // A UUID of version 8 (RFC 9562): its bits are ours to choose.
  const threadId = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return { threadId: threadId.join('-'), messageId: `msg_${hex.slice(32)}` };
}
