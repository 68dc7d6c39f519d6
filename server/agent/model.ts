import OpenAI from 'openai';
import type { ChatCompletionFunctionTool, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { Config } from '../config.ts';
import { createOfflineModelFetch } from '../offline-model/create-offline-model-fetch.ts';
import { toModelError } from './model-error.ts';
import { readModelStream, type ModelReply } from './read-model-stream.ts';
import { withIdleTimeout } from './with-idle-timeout.ts';

/** What one question to the model consists of. */
export interface ModelRequest {
  messages: ChatCompletionMessageParam[];
  tools: ChatCompletionFunctionTool[];
  signal: AbortSignal;
}

/** The language model behind the agent, whichever endpoint answers. */
export interface Model {
  readonly name: string;
  readonly isOffline: boolean;
  /** Which model puts recordings into words. */
  readonly transcriptionModel: string;
  /** The client itself, for what is not a conversation (transcription). */
  readonly client: OpenAI;
  /**
   * Asks the model and yields the text of its reply as it comes.
   *
   * @returns the whole reply, with the tools it wants called.
   * @throws AppError `model_unavailable` or `rate_limited`, with a sentence for the user; the abort reason when stopped.
   */
  ask(request: ModelRequest): AsyncGenerator<string, ModelReply>;
}

/**
 * Connects to the configured OpenAI-compatible endpoint or, when none is configured, to the offline model: the same
 * client over another `fetch`.
 */
export function createModel(config: Config['openai']): Model {
  const isOffline = config.apiKey === undefined && config.baseUrl === undefined;
  const client = new OpenAI({
    // Local servers want no key, but the client insists on one.
    apiKey: config.apiKey ?? 'none',
    baseURL: isOffline ? 'http://offline.invalid/v1' : (config.baseUrl ?? null),
    // A retry is the user's to ask for once anything was shown; before that, one more try hides a hiccup.
    maxRetries: isOffline ? 0 : 1,
    timeout: config.timeoutMs,
    logLevel: 'off',
    ...(isOffline ? { fetch: createOfflineModelFetch() } : {}),
  });
  const name = isOffline ? 'parley-offline' : config.model;

  return {
    name,
    isOffline,
    transcriptionModel: config.transcriptionModel,
    client,
    async *ask({ messages, tools, signal }) {
      const controller = new AbortController();
      const forwardAbort = () => controller.abort(signal.reason);
      signal.throwIfAborted();
      signal.addEventListener('abort', forwardAbort, { once: true });
      try {
        const stream = await client.chat.completions.create(
          { model: name, messages, tools, stream: true, stream_options: { include_usage: true } },
          { signal: controller.signal },
        );
        return yield* readModelStream(
          withIdleTimeout(stream, config.timeoutMs),
          new Set(tools.map((tool) => tool.function.name)),
        );
      } catch (error) {
        signal.throwIfAborted();
        throw toModelError(error);
      } finally {
        signal.removeEventListener('abort', forwardAbort);
        // Stops the endpoint's work when the reply was left before its end.
        controller.abort();
      }
    },
  };
}
