import type { OpenAIChatKit } from '@openai/chatkit';
import { ChatKitElement } from './chatkit-element.tsx';

declare global {
  interface HTMLElementTagNameMap {
    'openai-chatkit': OpenAIChatKit;
  }
}

/**
 * Registers the bundled `<openai-chatkit>` unless the hosted one, or an earlier call, did.
 *
 * @returns whether the name is ours now because of this call.
 */
export function defineChatKitElement(): boolean {
  if (customElements.get('openai-chatkit')) return false;
  customElements.define('openai-chatkit', ChatKitElement);
  return true;
}
