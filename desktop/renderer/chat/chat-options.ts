import type { ChatKitOptions } from '@openai/chatkit-react';
import type { AppConfig } from '../client/app-config.ts';
import type { PageSpeech } from '../i18n/language-context.tsx';

/** Pictures and text: what a list of things to do arrives as. */
const ACCEPTED_FILES = {
  'image/*': ['.png', '.jpg', '.jpeg', '.webp', '.gif'],
  'text/plain': ['.txt'],
  'text/markdown': ['.md'],
  'text/csv': ['.csv'],
  'application/pdf': ['.pdf'],
};

/** The options of the chat that depend on the server, the language and the theme alone. */
export function chatOptions(input: {
  config: AppConfig | undefined;
  speech: PageSpeech;
  colorScheme: 'light' | 'dark';
  fetch: typeof fetch;
  url: string;
  initialThread: string | null;
  /** The desktop app gives no page the microphone, so it offers no dictation there. */
  canRecord: boolean;
}): ChatKitOptions {
  const { config, speech } = input;
  const { chat } = speech.messages;
  return {
    api: {
      url: input.url,
      // The bundled element asks for none, but the type does.
      domainKey: config?.chat.domain_key ?? 'bundled',
      fetch: input.fetch,
      uploadStrategy: { type: 'two_phase' },
    },
    locale: speech.language,
    frameTitle: chat.title,
    initialThread: input.initialThread,
    theme: { colorScheme: input.colorScheme, radius: 'round' },
    history: { enabled: true, showDelete: true, showRename: true },
    startScreen: {
      greeting: chat.greeting,
      prompts: [
        { label: chat.promptToday, prompt: chat.promptToday, icon: 'calendar' },
        { label: chat.promptAdd, prompt: chat.promptAdd, icon: 'plus' },
        { label: chat.promptOverdue, prompt: chat.promptOverdue, icon: 'clock' },
        { label: chat.promptHelp, prompt: chat.promptHelp, icon: 'circle-question' },
      ],
    },
    composer: {
      placeholder: chat.placeholder,
      // The offline model cannot read files, so none are asked for.
      ...(config && !config.model.offline && config.limits.attachments_per_message > 0
        ? {
            attachments: {
              enabled: true,
              maxSize: config.limits.attachment_bytes,
              maxCount: config.limits.attachments_per_message,
              accept: ACCEPTED_FILES,
            },
          }
        : {}),
      dictation: { enabled: input.canRecord && config?.transcription === true },
    },
    disclaimer: { text: chat.disclaimer },
    threadItemActions: { feedback: true, retry: true },
    thread: { autoScroll: true },
  };
}
