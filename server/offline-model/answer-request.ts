import type { ChatRequest } from './chat-completion-request.ts';
import type { ModelAnswer } from './encode-completion.ts';
import type { Pace } from './pace.ts';
import { planTurn } from './planning/plan-turn.ts';
import { readConversation } from './read-conversation.ts';

/** Answers a request with the next step of the turn. */
export async function answerRequest(request: ChatRequest, pace: Pace): Promise<ModelAnswer> {
  const answer = await planTurn(readConversation(request), pace);
  return request.parallel_tool_calls === false ? { ...answer, calls: answer.calls.slice(0, 1) } : answer;
}
