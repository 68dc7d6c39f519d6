import { createHash } from 'node:crypto';
import { answerRequest } from './answer-request.ts';
import { parseChatRequest } from './endpoint/chat-completion-request.ts';
import { createCompletion, streamCompletion } from './endpoint/encode-completion.ts';
import { Pace } from './limits/pace.ts';
import { RequestError } from './endpoint/request-error.ts';
import { MessageReader } from './understanding/message-reader.ts';

/** The name the offline model lists under `GET /models`; requests may name any model. */
export const OFFLINE_MODEL_NAME = 'parley-offline';

/**
 * Makes a `fetch` that answers as an OpenAI-compatible endpoint, with no network and nothing remembered between calls but
 * what words mean.
 * @param options.now the clock behind `created` and the call ids; nothing else depends on it
 */
export function createOfflineModelFetch(options: { now?: () => Date } = {}): typeof globalThis.fetch {
  const now = options.now ?? (() => new Date());
  const reader = new MessageReader();
  return async (input, init) => {
    const request = await readRequest(input, init);
    request.signal?.throwIfAborted();
    try {
      return await answer(request, reader, now());
    } catch (error) {
      if (error instanceof RequestError) return error.toResponse();
      throw error;
    }
  };
}

interface OfflineRequest {
  method: string;
  path: string;
  body: string;
  signal: AbortSignal | undefined;
}

async function answer(request: OfflineRequest, reader: MessageReader, now: Date): Promise<Response> {
  const path = request.path.replace(/\/+$/u, '');
  const created = Math.floor(now.getTime() / 1000);
  if (request.method === 'GET' && path.endsWith('/models')) {
    return Response.json({ object: 'list', data: [describeModel(created)] });
  }
  if (request.method === 'GET' && path.endsWith(`/models/${OFFLINE_MODEL_NAME}`)) {
    return Response.json(describeModel(created));
  }
  if (!path.endsWith('/chat/completions')) {
    throw new RequestError(404, `Unknown request URL: ${request.method} ${request.path}.`, { code: 'unknown_url' });
  }
  if (request.method !== 'POST') {
    throw new RequestError(405, `Not allowed to ${request.method} on ${request.path}.`, {
      code: 'method_not_supported',
    });
  }
  const chat = parseChatRequest(request.body);
  const seed = createHash('sha256').update(`${now.getTime()}\n${request.body}`).digest('hex');
  const completion = createCompletion(chat, await answerRequest(chat, reader, new Pace(request.signal)), {
    created,
    seed,
  });
  return chat.stream ? streamCompletion(completion, chat, request.signal) : Response.json(completion);
}

function describeModel(created: number) {
  return { id: OFFLINE_MODEL_NAME, object: 'model', created, owned_by: 'parley' };
}

async function readRequest(input: string | URL | Request, init: RequestInit | undefined): Promise<OfflineRequest> {
  const request = input instanceof Request ? input : undefined;
  const address = input instanceof Request ? input.url : input;
  const url = new URL(address, 'http://offline.invalid');
  const body = typeof init?.body === 'string' ? init.body : await new Response(init?.body ?? request?.body).text();
  return {
    method: (init?.method ?? request?.method ?? 'GET').toUpperCase(),
    path: url.pathname,
    body,
    signal: init?.signal ?? request?.signal,
  };
}
