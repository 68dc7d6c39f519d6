import type { ChatRequest } from './chat-completion-request.ts';
import type { ModelAnswer } from './encode-completion.ts';
import { planTurn } from './planning/plan-turn.ts';
import { readConversation } from './read-conversation.ts';

/** Answers a request with the next step of the turn. */
export function answerRequest(request: ChatRequest): ModelAnswer {
  const answer = planTurn(readConversation(request));
  return request.parallel_tool_calls === false ? { ...answer, calls: answer.calls.slice(0, 1) } : answer;
}
