import { runAgent, type AgentOutcome, type AgentParts, type AgentQuestion } from '../../agent/run-agent.ts';
import type { TurnEvent } from '../../chatkit/protocol/thread-event.ts';
import type { ChatTurn } from './chat-turn.ts';

/** Longer than this without a sign of life, and something is said. */
const SLOW_MS = 2_000;

/** Runs the agent and shows what it does as it does it. */
export async function* presentAgent(
  parts: AgentParts,
  turn: ChatTurn,
  question: AgentQuestion,
): AsyncGenerator<TurnEvent, AgentOutcome> {
  const { presenter, phrases, log } = turn;
  const agent = runAgent(parts, turn, question);
  let isTalking = false;
  try {
    for (;;) {
      const pending = agent.next();
      if (!isTalking && (await isSlow(pending))) yield { type: 'progress_update', text: phrases.thinking };
      const next = await pending;
      if (next.done) return next.value;
      const event = next.value;
      isTalking = event.type === 'text';
      switch (event.type) {
        case 'text':
          yield* presenter.text(event.delta);
          break;
        case 'call-started':
          yield* presenter.callStarted(event.call);
          break;
        case 'call-finished':
          log.calls.push(event.call);
          yield* presenter.callFinished(event.call);
          break;
      }
    }
  } finally {
    await agent.return({ text: '', calls: [], held: [], stopped: undefined });
  }
}

/** Whether people begin to wonder before it comes. */
async function isSlow(pending: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), SLOW_MS);
  });
  const isLate = await Promise.race([slow, pending.then(inTime, inTime)]);
  clearTimeout(timer);
  return isLate;
}

function inTime(): boolean {
  return false;
}
