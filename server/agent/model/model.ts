import { setTimeout as delay } from 'node:timers/promises';
import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import type { ChatCompletionFunctionTool, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { Config } from '../../ground/config.ts';
import { createOfflineModelFetch, OFFLINE_MODEL_NAME } from '../../offline-model/create-offline-model-fetch.ts';
import { isRefusal, toModelError } from './model-error.ts';
import { TELLINGS, writeModelMessages, type ModelConversation } from './model-messages.ts';
import { ReplyParser, type ModelReply } from './reply-parser.ts';
import { streamReply } from './stream-reply.ts';

/** What one question to the model consists of. */
export interface ModelRequest {
  conversation: ModelConversation;
  tools: ChatCompletionFunctionTool[];
  signal: AbortSignal;
}

/** The language model behind the agent, whichever endpoint answers. */
export interface Model {
  readonly name: string;
  readonly isOffline: boolean;
  /** Who answers: what came with a reply goes back to the same one only. */
  readonly endpoint: string;
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
    endpoint: `${new URL(client.baseURL).host}${new URL(client.baseURL).pathname} ${name}`,
    transcriptionModel: config.transcriptionModel,
    client,
    async *ask({ conversation, tools, signal }) {
      signal.throwIfAborted();
      try {
        const { body } = await tellingLess(conversation, (messages) =>
          askAgainOnce(signal, () =>
            client.chat.completions
              .create(
                { model: name, messages, tools, stream: true, stream_options: { include_usage: true } },
                { signal },
              )
              // The client's own reading of the stream costs more than all else that is done with a piece.
              .asResponse(),
          ),
        );
        const parser = new ReplyParser(new Set(tools.map((tool) => tool.function.name)));
        return yield* streamReply(body ?? new Blob().stream(), parser, config.timeoutMs);
      } catch (error) {
        signal.throwIfAborted();
        throw toModelError(error);
      }
    },
  };
}

/** What one endpoint insists on, another refuses, and neither says so before it is asked. */
async function tellingLess<T>(
  conversation: ModelConversation,
  ask: (messages: ChatCompletionMessageParam[]) => Promise<T>,
): Promise<T> {
  let refusal: unknown;
  let refused = '';
  for (const telling of TELLINGS) {
    const messages = writeModelMessages(conversation, telling);
    if (refusal !== undefined && JSON.stringify(messages) === refused) continue;
    try {
      return await ask(messages);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refusal ??= error;
      refused = JSON.stringify(messages);
    }
  }
  throw refusal;
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
