import type { Phrases } from '../../agent/phrases/phrases.ts';
import type { TurnThread } from '../../chatkit/turn/turn-thread.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ParleyContext } from '../store/parley-context.ts';
import type { TurnPresenter } from './turn-presenter.ts';

/** What all steps of one turn share. */
export interface TurnScope {
  readonly parts: ChatParts;
  readonly thread: TurnThread;
  readonly context: ParleyContext;
  readonly phrases: Phrases;
  readonly presenter: TurnPresenter;
  /** Row id of the user's message. */
  readonly messageId: string;
  readonly now: Date;
}
