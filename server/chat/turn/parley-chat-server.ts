import { randomUUID } from 'node:crypto';
import { phrasesFor } from '../../agent/phrases/phrases.ts';
import { hasChanges, makeReceipts } from '../../agent/receipt.ts';
import { createChatKitServer, type ChatKitServer } from '../../chatkit/chatkit-server.ts';
import type { AttachmentHandlers } from '../../chatkit/chatkit-handlers.ts';
import { StreamError } from '../../chatkit/protocol/stream-error.ts';
import type { TurnThread } from '../../chatkit/turn/turn-thread.ts';
import { AppError } from '../../ground/errors.ts';
import type { Logger } from '../../ground/logger.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ConversationStore } from '../store/conversation-store.ts';
import type { ParleyContext } from '../store/parley-context.ts';
import { receiptCard, receiptText } from '../cards/receipt-card.ts';
import { respond, toStreamError } from './respond.ts';
import { runAction, runSyncAction } from './run-action.ts';
import { saveFeedback } from '../store/save-feedback.ts';
import { conversationLocale } from './spoken-locale.ts';
import { transcribe } from './transcribe.ts';

/** How much of a conversation a turn reads. */
const HISTORY_ITEMS = 50;

/** The ChatKit server as Parley runs it: its threads are conversations, its replies the agent's. */
export function createParleyChatServer(
  parts: ChatParts,
  store: ConversationStore,
  attachments: AttachmentHandlers<ParleyContext>,
  logger: Logger,
): ChatKitServer<ParleyContext> {
  return createChatKitServer<ParleyContext>({
    store,
    options: { historySize: HISTORY_ITEMS, createThreadId: randomUUID },
    handlers: {
      async *respond(thread, message, context) {
        if (message) yield* respond(parts, thread, message, context);
      },
      async *action(thread, action, sender, request) {
        const context = { ...request, locale: conversationLocale(thread.history, request.locale) };
        try {
          yield* runAction(parts, thread, action, sender, context);
        } catch (error) {
          if (error instanceof AppError) context.log.refusal = error;
          throw toStreamError(error);
        }
      },
      syncAction: (thread, action, sender, context) => runSyncAction(parts, store, thread, action, sender, context),
      feedback: (feedback, context) => saveFeedback(parts.database, feedback, context),
      transcribe: (recording, context) => transcribe(parts.model, recording, context),
      attachments,
      cancelled: (thread, context) => keepReceipt(store, thread, context),
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
async function keepReceipt(store: ConversationStore, thread: TurnThread, context: ParleyContext): Promise<void> {
  const receipts = makeReceipts(context.log.calls);
  if (context.log.hasReceipt || !hasChanges(receipts)) return;
  const phrases = phrasesFor(context.locale);
  const widget = receiptCard(receipts, phrases);
  await store.saveItems(
    thread.id,
    [thread.item({ type: 'widget', widget, copy_text: receiptText(receipts, phrases) })],
    context,
  );
}
