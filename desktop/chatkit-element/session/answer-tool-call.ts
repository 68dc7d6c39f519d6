import type { StreamingRequest } from '../protocol/chat-request.ts';
import type { ClientToolCallItem } from '../protocol/thread-item.ts';
import { toError } from './element-event.ts';
import type { SessionContext } from './session-context.ts';

/**
 * Runs the client tool a finished stream asked for and makes the request that carries its result.
 * A handler that throws, or is missing, sends its message as the result, so that the model learns of it.
 *
 * @returns null when the thread is gone.
 */
export async function answerToolCall(
  context: SessionContext,
  call: ClientToolCallItem,
  signal: AbortSignal,
): Promise<StreamingRequest | null> {
  const result = await runTool(context, call);
  signal.throwIfAborted();
  const { thread } = context.store.get().threadState;
  if (!thread) return null;
  // No frame reports the finished call, so the client updates its own copy.
  context.store.update((state) => ({
    ...state,
    threadState: {
      ...state.threadState,
      entries: state.threadState.entries.map((entry) =>
        entry.id === call.id ? { ...call, status: 'completed', output: result } : entry,
      ),
    },
  }));
  return { type: 'threads.add_client_tool_output', params: { thread_id: thread.id, result } };
}

async function runTool(context: SessionContext, call: ClientToolCallItem): Promise<unknown> {
  const { onClientTool } = context.options();
  try {
    if (!onClientTool) throw new Error(`No handler is registered for the client tool "${call.name}".`);
    return (await onClientTool({ name: call.name, params: call.arguments })) ?? {};
  } catch (thrown) {
    const error = toError(thrown);
    context.emit('chatkit.error', { error });
    return { error: { message: error.message } };
  }
}
