import { ChatKitError } from './chatkit-error.ts';
import type { ClientToolCallItem, ThreadItem } from './thread-item.ts';

/** How far back a pending call is looked for: hidden items may have been added behind it. */
const LOOK_BACK = 20;

/**
 * Completes the newest pending client tool call among the newest items; other pending ones among them are void.
 * @param history oldest first.
 * @throws ChatKitError `conflict` when no call waits for a result.
 */
export function completeToolCall(
  history: readonly ThreadItem[],
  result: unknown,
): { completed: ClientToolCallItem; abandoned: string[] } {
  const pending = history
    .slice(-LOOK_BACK)
    .filter((item) => item.type === 'client_tool_call')
    .filter((item) => item.status === 'pending');
  const call = pending.pop();
  if (!call) throw new ChatKitError('conflict', 'No client tool call is waiting for a result in this thread.');
  const completed: ClientToolCallItem = {
    ...call,
    status: 'completed',
    ...(result !== null && result !== undefined && { output: result }),
  };
  return { completed, abandoned: pending.map(({ id }) => id) };
}
