import { randomUUID } from 'node:crypto';
import { phrasesFor } from '../../languages/phrases-for.ts';
import { hasChanges, makeReceipts } from '../../agent/receipt.ts';
import { createChatKitServer, type ChatKitServer } from '../../chatkit/chatkit-server.ts';
import { StreamError } from '../../chatkit/protocol/stream-error.ts';
import type { ThreadItem } from '../../chatkit/protocol/thread-item.ts';
import type { TurnThread } from '../../chatkit/turn/turn-thread.ts';
import { AppError } from '../../ground/errors.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ChatCaller } from '../store/chat-caller.ts';
import type { CardBasis } from '../cards/card-basis.ts';
import { drawItems, hasNothingLeft } from '../cards/draw-items.ts';
import { receiptText } from '../cards/receipt-text.ts';
import { titleOf } from './make-title.ts';
import { messagePlace } from '../store/message-place.ts';
import { respond, toStreamError } from './respond.ts';
import { runAction, runSyncAction } from './run-action.ts';
import { saveFeedback } from '../store/save-feedback.ts';
import { beginChatTurn } from './chat-turn.ts';
import { conversationLocale } from './spoken-locale.ts';
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
      placeOf: (key, { userId }) => messagePlace(userId, key),
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
      async draw(conversationId, items, caller) {
        const drawn = await drawItems(database, { ...caller, conversationId, now: now() }, items);
        return drawn.filter((item) => !hasNothingLeft(item));
      },
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
  const locale = conversationLocale(thread.history, caller.locale);
  const basis: CardBasis = { locale, card: { kind: 'receipts', receipts } };
  const copy_text = receiptText(receipts, phrasesFor(locale));
  // Nobody looks at it before it is read, and drawn.
  return [thread.item({ type: 'widget', basis, widget: { type: 'Card', children: [] }, copy_text })];
}
