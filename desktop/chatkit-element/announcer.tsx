import { useEffect, useState } from 'react';
import type { ChatState } from './session/chat-state.ts';
import { useSession, useStrings } from './session/session-hooks.tsx';
import { splitSentences } from './transcript/split-sentences.ts';

/** Tells screen readers what happens, sentence by sentence: a live transcript would read every token. */
export function Announcer() {
  const { store } = useSession();
  const strings = useStrings();
  const [lines, setLines] = useState<readonly string[]>([]);
  useEffect(() => {
    const announce = makeAnnouncer();
    announce(store.get());
    return store.subscribe(() => {
      const fresh = announce(store.get());
      if (fresh.length > 0) setLines((before) => [...before, ...fresh].slice(-KEPT_LINES));
    });
  }, [store]);
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label={strings.messages}>
      {lines.map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </div>
  );
}

const KEPT_LINES = 50;

/** Makes a function that is shown each state in turn and answers with what is new to say. */
export function makeAnnouncer(): (state: ChatState) => string[] {
  let wasResponding = false;
  let replyId: string | undefined;
  let spoken = 0;
  return (state) => {
    const { entries } = state.threadState;
    const isResponding = state.activity === 'responding';
    const lines: string[] = [];
    if (isResponding && !wasResponding) {
      lines.push(state.translation.strings.responding);
      // What an earlier response said was said then.
      replyId = newestReply(state)?.id;
      spoken = Number.POSITIVE_INFINITY;
    }
    const reply = newestReply(state);
    if ((isResponding || wasResponding) && reply) {
      if (reply.id !== replyId) {
        replyId = reply.id;
        spoken = 0;
      }
      const sentences = splitSentences(reply.content.map((part) => part.text).join('\n'));
      // The last sentence may still be growing.
      const finished = isResponding ? sentences.slice(0, -1) : sentences;
      lines.push(...finished.slice(spoken));
      spoken = Math.max(spoken, finished.length);
    }
    if (!isResponding && wasResponding) {
      const last = entries.at(-1);
      const { strings } = state.translation;
      lines.push(
        last?.type === 'error'
          ? `${strings.responseFailed}. ${last.message ?? strings.errorGeneric}`
          : strings.responseDone,
      );
    }
    wasResponding = isResponding;
    return lines;
  };
}

function newestReply(state: ChatState) {
  return state.threadState.entries.findLast((entry) => entry.type === 'assistant_message');
}
