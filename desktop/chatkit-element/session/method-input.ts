import type { ToolChoice, UserMessageContent } from '@openai/chatkit';
import type { InferenceOptions, UserContent } from '../protocol/thread-item.ts';
import type { ChatState } from '../state/chat-state.ts';
import { inferenceOf } from './composer.ts';

/** The content a method was called with: `content` replaces `text`. Tags get what the server requires. */
export function contentOf(params: { text?: string; content?: UserMessageContent[] }): UserContent[] {
  if (!params.content) return params.text ? [{ type: 'input_text', text: params.text }] : [];
  return params.content.map((part) =>
    part.type === 'input_text'
      ? { type: 'input_text', text: part.text }
      : {
          type: 'input_tag',
          id: part.id,
          text: part.text,
          data: part.data ?? {},
          interactive: part.interactive ?? false,
          ...(part.group !== undefined && { group: part.group }),
        },
  );
}

/** The tool and model of one message, without touching what is selected in the composer. */
export function toolOverridesOf(
  params: { toolChoice?: ToolChoice; model?: string },
  state: ChatState,
): InferenceOptions {
  return {
    ...inferenceOf(state),
    ...(params.toolChoice && { tool_choice: { id: params.toolChoice.id } }),
    ...(params.model !== undefined && { model: params.model }),
  };
}
