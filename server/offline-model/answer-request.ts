import type { ChatRequest } from './chat-completion-request.ts';
import type { ModelAnswer } from './encode-completion.ts';
import { makeTitle } from './make-title.ts';
import { planTurn } from './planning/plan-turn.ts';
import { readConversation } from './read-conversation.ts';

/** Answers a request: with a title when that is all it asks for, else with the next step of the turn. */
export function answerRequest(request: ChatRequest): ModelAnswer {
  const conversation = readConversation(request);
  const asksForTitle = !request.tools?.length && TITLE_REQUEST.test(conversation.instructions);
  if (asksForTitle) return { text: makeTitle(conversation), calls: [] };
  const answer = planTurn(conversation);
  return request.parallel_tool_calls === false ? { ...answer, calls: answer.calls.slice(0, 1) } : answer;
}

const TITLE_REQUEST =
  /\b(?:short|concise|brief|few[- ]words?)\b[^.\n]{0,40}\btitle\b|\btitle (?:for|of) (?:this|the|a) (?:conversation|chat|thread)/iu;
