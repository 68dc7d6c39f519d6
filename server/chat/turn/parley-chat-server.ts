import { randomUUID } from 'node:crypto';
import { phrasesFor } from '../../agent/phrases/phrases.ts';
import { hasChanges, makeReceipts } from '../../agent/receipt.ts';
import { createChatKitServer, type ChatKitServer } from '../../chatkit/chatkit-server.ts';
import { StreamError } from '../../chatkit/protocol/stream-error.ts';
import type { ThreadItem } from '../../chatkit/protocol/thread-item.ts';
import type { TurnThread } from '../../chatkit/turn/turn-thread.ts';
import { AppError } from '../../ground/errors.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ChatCaller } from '../store/chat-caller.ts';
import { receiptCard, receiptText } from '../cards/receipt-card.ts';
import { titleOf } from './make-title.ts';
import { respond, toStreamError } from './respond.ts';
import { runAction, runSyncAction } from './run-action.ts';
import { saveFeedback } from '../store/save-feedback.ts';
import { beginChatTurn } from './chat-turn.ts';
import { transcribe } from './transcribe.ts';

/** How much of a conversation a turn reads. */
const HISTORY_ITEMS = 50;

/** The ChatKit server as Parley runs it: its threads are conversations, its replies the agent's. */
export function createParleyChatServer(parts: ChatParts): ChatKitServer<ChatCaller> {
  const { conversations, database, model, logger, now } = parts;
  return createChatKitServer<ChatCaller>({
    store: conversations,
    options: {
      historySize: HISTORY_ITEMS,
      createThreadId: randomUUID,
      titleOf,
    },
    handlers: {
      async *respond(thread, message, caller) {
        if (message) yield* respond(parts, beginChatTurn(thread, caller, now()), message);
      },
      async *action(thread, action, sender, caller) {
        try {
          yield* runAction(parts, beginChatTurn(thread, caller, now()), action, sender);
        } catch (error) {
          if (error instanceof AppError) caller.log.refusal = error;
          throw toStreamError(error);
        }
      },
      syncAction: (thread, action, sender, caller) => runSyncAction(parts, thread, action, sender, caller),
      feedback: (feedback, caller) => saveFeedback(database, feedback, caller),
      transcribe: (recording, caller) => transcribe(model, recording, caller),
      attachments: parts.attachmentHandlers,
      lastItems: (thread, caller) => keepReceipt(thread, caller),
      toStreamError: (error) => {
        const streamError = toStreamError(error);
        return streamError instanceof StreamError ? streamError : undefined;
      },
      failed: (error, { requestId }) => {
        const level = error instanceof StreamError || error instanceof AppError ? 'warn' : 'error';
        logger[level]({ error, requestId }, 'a turn failed');
      },
    },
  });
}

/** A turn that was stopped after it had changed something still shows what, and offers to undo it. */
function keepReceipt(thread: TurnThread, caller: ChatCaller): ThreadItem[] {
  const receipts = makeReceipts(caller.log.calls);
  if (caller.log.hasReceipt || !hasChanges(receipts)) return [];
  const phrases = phrasesFor(caller.locale);
  const widget = receiptCard(receipts, phrases);
  return [thread.item({ type: 'widget', widget, copy_text: receiptText(receipts, phrases) })];
}
