import { plainText } from '../../ground/quote-text.ts';
import type { AgentCall, FinishedCall } from '../../agent/agent-call.ts';
import type { ToolName } from '../../mcp/all-tools.ts';
import type { Phrases } from '../../languages/phrases.ts';
import type { TurnEvent } from '../../chatkit/protocol/thread-event.ts';
import type { AssistantMessageItem, WorkflowItem } from '../../chatkit/protocol/thread-item.ts';
import type { TurnThread } from '../../chatkit/turn/turn-thread.ts';
import type { WorkflowTask } from '../../chatkit/protocol/workflow.ts';
import { wordsAbout, type CardContent, type WordsBasis } from '../cards/card-basis.ts';
import type { TurnLog } from '../store/chat-caller.ts';
import type { NewCard } from '../cards/show-cards.ts';

/** The effect that tells the app to read its tasks again. */
export const TASKS_CHANGED = 'tasks_changed';

const LONGEST_DETAIL = 600;

/** Turns what the agent does into what ChatKit shows: text as it comes, tools as steps of a workflow, cards. */
export class TurnPresenter {
  readonly #thread: TurnThread;
  readonly #phrases: Phrases;
  readonly #log: TurnLog;
  #message: AssistantMessageItem | undefined;
  #text = '';
  #about: WordsBasis | undefined;
  #workflow: WorkflowItem | undefined;
  #steps: { callId: string; task: WorkflowTask }[] = [];

  constructor(thread: TurnThread, phrases: Phrases, log: TurnLog) {
    this.#thread = thread;
    this.#phrases = phrases;
    this.#log = log;
  }

  /** A piece of the reply. */
  *text(delta: string): Generator<TurnEvent> {
    if (delta === '') return;
    if (!this.#message) {
      yield* this.#endWorkflow();
      this.#message = this.#thread.item({ type: 'assistant_message', content: [] });
      this.#text = '';
      yield { type: 'thread.item.added', item: this.#message };
      yield this.#update({ type: 'assistant_message.content_part.added', content_index: 0, content: outputText('') });
    }
    this.#text += delta;
    yield this.#update({ type: 'assistant_message.content_part.text_delta', content_index: 0, delta });
  }

  /** A tool starts. */
  *callStarted(call: AgentCall): Generator<TurnEvent> {
    yield* this.#endMessage();
    const task: WorkflowTask = {
      type: 'custom',
      status_indicator: 'loading',
      title: this.#stepTitle(call),
      content: asCode(call.args),
    };
    this.#steps.push({ callId: call.callId, task });
    if (!this.#workflow) {
      this.#workflow = this.#thread.item({
        type: 'workflow',
        workflow: { type: 'custom', tasks: [task], expanded: false },
      });
      yield { type: 'thread.item.added', item: this.#workflow };
      return;
    }
    yield {
      type: 'thread.item.updated',
      item_id: this.#workflow.id,
      update: { type: 'workflow.task.added', task_index: this.#steps.length - 1, task },
    };
  }

  /** A tool is done. */
  *callFinished(call: FinishedCall): Generator<TurnEvent> {
    const index = this.#steps.findIndex(({ callId }) => callId === call.callId);
    const step = this.#steps[index];
    if (!this.#workflow || !step) return;
    step.task = {
      type: 'custom',
      status_indicator: 'complete',
      title: this.#stepTitle(call),
      // What a model is told of a call that waits is not so for long; its card tells how it stands.
      content: call.status === 'proposed' ? asCode(call.args) : `${asCode(call.args)}\n\n${asCode(call.result)}`,
    };
    yield {
      type: 'thread.item.updated',
      item_id: this.#workflow.id,
      update: { type: 'workflow.task.updated', task_index: index, task: step.task },
    };
  }

  /** What the words that are being said tell of: they stand as long as that is so. */
  tellsOf(cards: readonly CardContent[]): void {
    this.#about = wordsAbout(cards);
  }

  /** A card, with the same in words. An id given replaces the card that has it. */
  *card(card: NewCard, itemId?: string): Generator<TurnEvent> {
    yield* this.close();
    this.#log.said.push({ words: card.copy_text, isReceipt: card.basis.card.kind === 'receipts' });
    const item = this.#thread.item({ ...card, ...(itemId === undefined ? {} : { id: itemId }) });
    yield { type: 'thread.item.done', item };
  }

  /** Ends whatever is open. */
  *close(): Generator<TurnEvent> {
    yield* this.#endMessage();
    yield* this.#endWorkflow();
  }

  /** Ends whatever is open because of a failure: text that is open is cut. */
  *breakOff(): Generator<TurnEvent> {
    yield* this.#endMessage('incomplete');
    yield* this.#endWorkflow();
  }

  *#endMessage(status?: 'incomplete'): Generator<TurnEvent> {
    const message = this.#message;
    if (!message) return;
    this.#message = undefined;
    const content = outputText(this.#text);
    const basis = this.#about;
    this.#about = undefined;
    yield {
      type: 'thread.item.updated',
      item_id: message.id,
      update: { type: 'assistant_message.content_part.done', content_index: 0, content },
    };
    this.#log.said.push({ words: this.#text.trim(), isReceipt: false });
    const item = { ...message, content: [content], ...(basis && { basis }), ...(status && { status }) };
    yield { type: 'thread.item.done', item };
  }

  *#endWorkflow(): Generator<TurnEvent> {
    const workflow = this.#workflow;
    if (!workflow) return;
    const tasks = this.#steps.map(({ task }) => task);
    this.#workflow = undefined;
    this.#steps = [];
    const summary = { title: this.#phrases.stepsSummary(tasks.length), icon: 'bolt' };
    yield {
      type: 'thread.item.done',
      item: { ...workflow, workflow: { type: 'custom', tasks, summary, expanded: false } },
    };
  }

  #update(update: Extract<TurnEvent, { type: 'thread.item.updated' }>['update']): TurnEvent {
    return { type: 'thread.item.updated', item_id: this.#message?.id ?? '', update };
  }

  #stepTitle(call: AgentCall): string {
    const title = typeof call.args['title'] === 'string' ? call.args['title'] : undefined;
    // A model may call what is no tool.
    const steps: Partial<Record<string, string>> = this.#phrases.steps satisfies Record<ToolName, string>;
    const name = steps[call.name] ?? plainText(call.name, 80);
    return title === undefined ? name : `${name}: ${plainText(title, 80)}`;
  }
}

function outputText(text: string): AssistantMessageItem['content'][number] {
  return { type: 'output_text', text, annotations: [] };
}

/** Arguments and results are data: shown as code, so that nothing in them acts as markup. */
function asCode(value: unknown): string {
  const json = JSON.stringify(value, undefined, 2).replaceAll('`', "'");
  return `\`\`\`json\n${json.length > LONGEST_DETAIL ? `${json.slice(0, LONGEST_DETAIL)}…` : json}\n\`\`\``;
}
