import { randomUUID } from 'node:crypto';
import type { Phrases } from '../../languages/phrases.ts';
import { phrasesFor } from '../../languages/phrases-for.ts';
import type { TurnThread } from '../../chatkit/turn/turn-thread.ts';
import type { ConversationTurn } from '../../ground/turn.ts';
import type { ChatCaller, TurnLog } from '../store/chat-caller.ts';
import { conversationLocale } from './spoken-locale.ts';
import { TurnPresenter } from './turn-presenter.ts';

/** A turn of Parley's chat: what is being answered, and by what it is shown. */
export interface ChatTurn extends ConversationTurn {
  readonly thread: TurnThread;
  /** In the language that the conversation is held in, as `locale` is. */
  readonly phrases: Phrases;
  readonly presenter: TurnPresenter;
  readonly log: TurnLog;
}

/** Begins a turn of a conversation, whose changes are a batch of their own. */
export function beginChatTurn(thread: TurnThread, caller: ChatCaller, now: Date): ChatTurn {
  const locale = conversationLocale(thread.history, caller.locale);
  const phrases = phrasesFor(locale);
  caller.log.locale = locale;
  return {
    ...caller,
    locale,
    batchId: randomUUID(),
    door: 'chat',
    conversationId: thread.id,
    now,
    thread,
    phrases,
    presenter: new TurnPresenter(thread, phrases, caller.log),
  };
}
