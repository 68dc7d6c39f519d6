import type { ChatRequest } from './endpoint/chat-completion-request.ts';
import type { ModelAnswer } from './endpoint/encode-completion.ts';
import type { Pace } from './limits/pace.ts';
import { planTurn } from './planning/plan-turn.ts';
import { readConversation } from './endpoint/read-conversation.ts';
import type { MessageReader } from './understanding/message-reader.ts';

/** Answers a request with the next step of the turn. */
export async function answerRequest(request: ChatRequest, reader: MessageReader, pace: Pace): Promise<ModelAnswer> {
  const answer = await planTurn(readConversation(request), reader, pace);
  return request.parallel_tool_calls === false ? { ...answer, calls: answer.calls.slice(0, 1) } : answer;
}
