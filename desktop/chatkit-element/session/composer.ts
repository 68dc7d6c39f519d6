import type { InferenceOptions, UserContent, WireAttachment } from '../protocol/thread-item.ts';
import type { ChatState, Draft, Upload } from '../state/chat-state.ts';
import { messageOf, type Message } from '../state/queued-message.ts';
import { withoutBubble } from '../thread/optimistic-bubble.ts';
import type { SessionContext } from './session-context.ts';

/** Keeps the draft, the chosen tool and the chosen model. */
export class Composer {
  readonly #context: SessionContext;

  constructor(context: SessionContext) {
    this.#context = context;
  }

  /** Takes over what was typed; the editor shows it already. A message that is still being written does not go out by itself. */
  edit(content: readonly UserContent[]): void {
    this.#context.store.update((state) => {
      // Whoever shortens a message still wants to see why.
      const failure = content.length === 0 ? null : state.draft.failure;
      return { ...state, draft: { ...state.draft, content, failure }, isSendWaiting: false };
    });
  }

  /** Replaces the draft, also in the editor. */
  replace(draft: { content: readonly UserContent[]; quote: string | null }): void {
    this.#context.store.update((state) => ({ ...state, draft: nextDraft(state, draft), isSendWaiting: false }));
  }

  /** Removes the quote of the draft. */
  dropQuote(): void {
    this.#context.store.update((state) => ({ ...state, draft: { ...state.draft, quote: null } }));
  }

  /** Chooses the tool of the next message, or none. */
  selectTool(toolId: string | null): void {
    const { store, emit } = this.#context;
    if (store.get().toolId === toolId) return;
    store.patch({ toolId });
    emit('chatkit.tool.change', { toolId });
  }

  /** Chooses the model of this and later messages. */
  selectModel(modelId: string): void {
    const model = this.#context.options().composer?.models?.find((other) => other.id === modelId);
    if (model && !model.disabled) this.#context.store.patch({ modelId });
  }

  /** The draft as a message, or null when there is nothing to send. Clears the draft. */
  take(): Message | null {
    const { store } = this.#context;
    const state = store.get();
    const content = trimContent(state.draft.content);
    const attachments = state.uploads.flatMap((upload) => upload.attachment ?? []);
    if (!canSend(state)) return null;
    const message = makeMessage({
      content,
      attachments,
      quote: state.draft.quote,
      inference: inferenceOf(state),
    });
    store.update((current) => ({
      ...current,
      draft: nextDraft(current, { content: [], quote: null }),
      uploads: [],
    }));
    for (const { previewUrl } of state.uploads) {
      if (previewUrl?.startsWith('blob:')) URL.revokeObjectURL(previewUrl);
    }
    const tool = this.#context.options().composer?.tools?.find((other) => other.id === state.toolId);
    if (!tool?.persistent) this.selectTool(null);
    return message;
  }

  /**
   * Puts a message that did not go out before what was written since, and takes its bubble away.
   *
   * @param failure why it was refused, to be read beside it
   */
  giveBack({ bubble, input }: Message, failure: string | null = null): void {
    this.#context.store.update((state) => {
      const since = trimContent(state.draft.content);
      const gap = since.length > 0 && bubble.content.length > 0 ? [{ type: 'input_text' as const, text: '\n' }] : [];
      return {
        ...state,
        draft: nextDraft(state, {
          content: [...bubble.content, ...gap, ...since],
          quote: bubble.quoted_text ?? state.draft.quote,
          failure,
        }),
        toolId: input.inference_options.tool_choice?.id ?? state.toolId,
        uploads: [...bubble.attachments.map(toUpload), ...state.uploads],
        threadState: withoutBubble(state.threadState, bubble.id),
      };
    });
  }
}

/** What is being written, as `setComposerValue` takes it. */
export function unsentOf(state: ChatState): { content: UserContent[]; attachments: WireAttachment[]; reply?: string } {
  const { content, quote } = state.draft;
  const attachments = state.uploads.flatMap((upload) => upload.attachment ?? []);
  return { content: trimContent(content), attachments, ...(quote !== null && { reply: quote }) };
}

/** A file that the server has, in the composer once more. */
function toUpload(attachment: WireAttachment): Upload {
  const { id, name, mime_type: mimeType, preview_url: previewUrl = null } = attachment;
  return { key: `again_${id}`, name, mimeType, status: 'done', previewUrl, attachment };
}

/** Whether the draft may be sent, or queued behind a response: not empty, nothing uploading, and the thread there and open. */
export function canSend(state: ChatState): boolean {
  return !isUploading(state) && canSendLater(state);
}

/** Whether the draft may be sent once its files are there. */
export function canSendLater(state: ChatState): boolean {
  const hasContent = trimContent(state.draft.content).length > 0;
  const hasFiles = state.uploads.some((upload) => upload.status !== 'failed');
  const isOpen = (state.threadState.thread?.status.type ?? 'active') === 'active' && state.loadFailure === null;
  return (hasContent || hasFiles) && isOpen && state.activity !== 'loading';
}

/** Whether files of the draft are on their way. */
export function isUploading(state: ChatState): boolean {
  return state.uploads.some((upload) => upload.status === 'uploading');
}

/** The model in effect: the chosen one, else the default, else the first that is enabled. */
export function modelIdOf(state: ChatState): string | null {
  const models = (state.options?.composer?.models ?? []).filter((model) => !model.disabled);
  const chosen = models.find((model) => model.id === state.modelId);
  return (chosen ?? models.find((model) => model.default) ?? models[0])?.id ?? null;
}

/** What the composer's selections add to a message. */
export function inferenceOf(state: ChatState): InferenceOptions {
  const model = modelIdOf(state);
  return {
    ...(state.toolId !== null && { tool_choice: { id: state.toolId } }),
    ...(model !== null && { model }),
  };
}

export function makeMessage(parts: {
  content: readonly UserContent[];
  attachments: readonly WireAttachment[];
  quote: string | null;
  inference: InferenceOptions;
}): Message {
  return messageOf({
    content: [...parts.content],
    ...(parts.quote !== null && { quoted_text: parts.quote }),
    inference_options: parts.inference,
    type: 'user_message',
    id: `local_user_${randomHex()}`,
    thread_id: '',
    created_at: new Date().toISOString(),
    attachments: [...parts.attachments],
  });
}

/** `crypto.randomUUID` is for secure origins only. */
function randomHex(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Content without blank edges and empty parts. */
export function trimContent(content: readonly UserContent[]): UserContent[] {
  return content
    .map((part, index) => {
      if (part.type !== 'input_text') return part;
      const start = index === 0 ? part.text.trimStart() : part.text;
      return { ...part, text: index === content.length - 1 ? start.trimEnd() : start };
    })
    .filter((part) => part.type !== 'input_text' || part.text !== '');
}

function nextDraft(state: ChatState, draft: Omit<Draft, 'revision' | 'failure'> & Partial<Draft>): Draft {
  return { failure: null, ...draft, revision: state.draft.revision + 1 };
}
