import { setTimeout as delay } from 'node:timers/promises';
import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import type { ChatCompletionFunctionTool, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { Config } from '../config.ts';
import { createOfflineModelFetch, OFFLINE_MODEL_NAME } from '../offline-model/create-offline-model-fetch.ts';
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
  const { isOffline } = config;
  const client = new OpenAI({
    // Local servers want no key, but the client insists on one.
    apiKey: config.apiKey ?? 'none',
    baseURL: isOffline ? 'http://offline.invalid/v1' : (config.baseUrl ?? null),
    // The client's own retries would wait as long as the endpoint likes; `askAgainOnce` does not.
    maxRetries: 0,
    timeout: config.timeoutMs,
    logLevel: 'off',
    ...(isOffline ? { fetch: createOfflineModelFetch() } : {}),
  });
  const name = isOffline ? OFFLINE_MODEL_NAME : config.model;

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
        const stream = await askAgainOnce(signal, () =>
          client.chat.completions.create(
            { model: name, messages, tools, stream: true, stream_options: { include_usage: true } },
            { signal: controller.signal },
          ),
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

/** Nothing has been shown yet, so one more try hides a hiccup: a broken connection or a 5xx. */
async function askAgainOnce<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    signal.throwIfAborted();
    const isHiccup =
      error instanceof APIConnectionError
        ? !(error instanceof APIConnectionTimeoutError)
        : error instanceof APIError && (error.status ?? 0) >= 500;
    if (!isHiccup) throw error;
    await delay(200 + Math.random() * 200, undefined, { signal });
    return ask();
  }
}
