import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll } from 'vitest';

/** What one answer of the model is: text, tool calls, or anything at all written to the response. */
export type ScriptedAnswer =
  | { text: string; deltas?: number; delayMs?: number }
  | { calls: { name: string; args: unknown; id?: string }[]; text?: string }
  | ((response: ServerResponse, request: ModelRequestBody) => void | Promise<void>);

/** What the model was asked. */
export interface ModelRequestBody {
  model: string;
  stream: boolean;
  messages: {
    role: string;
    content?: string | null;
    tool_calls?: { id: string; function: { name: string; arguments: string } }[];
    tool_call_id?: string;
  }[];
  tools: { function: { name: string; parameters: { properties: Record<string, unknown> } } }[];
}

/** An OpenAI-compatible endpoint on loopback that says what the test tells it to: the one scripted part of the tests. */
export class ScriptedModel {
  readonly requests: ModelRequestBody[] = [];
  /** How many requests were broken off by the client. */
  aborted = 0;
  url = '';
  #answers: ScriptedAnswer[] = [];
  #fallback: ScriptedAnswer = { text: 'All right.' };

  /** The next answers, in order. */
  script(...answers: ScriptedAnswer[]): void {
    this.#answers.push(...answers);
  }

  /** Forgets what is left of the script and what was asked. */
  reset(): void {
    this.#answers = [];
    this.#fallback = { text: 'All right.' };
    this.requests.length = 0;
    this.aborted = 0;
  }

  /** The answer when the script is used up. */
  otherwise(answer: ScriptedAnswer): void {
    this.#fallback = answer;
  }

  /** Settings that point a server at this model. */
  get environment(): Record<string, string> {
    return {
      OPENAI_API_KEY: 'scripted',
      OPENAI_BASE_URL: `${this.url}/v1`,
      OPENAI_MODEL: 'scripted',
      OPENAI_TIMEOUT_SECONDS: '2',
    };
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = JSON.parse(Buffer.concat(chunks).toString()) as ModelRequestBody;
    this.requests.push(body);
    response.once('close', () => {
      if (!response.writableEnded) this.aborted += 1;
    });
    const answer = this.#answers.shift() ?? this.#fallback;
    if (typeof answer === 'function') await answer(response, body);
    else await writeAnswer(response, answer);
  }
}

/** Starts a scripted model; stopped when the test file is done. */
export async function startScriptedModel(): Promise<ScriptedModel> {
  const model = new ScriptedModel();
  const server = createServer((request, response) => void model.answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  model.url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return model;
}

/** Writes one chunk of a streamed chat completion. */
export function writeChunk(response: ServerResponse, delta: unknown, finishReason: string | null = null): void {
  const chunk = {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'scripted',
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  };
  if (!response.headersSent) response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

/** Ends a streamed chat completion. */
export function endStream(response: ServerResponse, finishReason = 'stop'): void {
  writeChunk(response, {}, finishReason);
  response.end('data: [DONE]\n\n');
}

async function writeAnswer(
  response: ServerResponse,
  answer: Exclude<ScriptedAnswer, (...args: never[]) => unknown>,
): Promise<void> {
  writeChunk(response, { role: 'assistant', content: '' });
  if ('calls' in answer) {
    if (answer.text) writeChunk(response, { content: answer.text });
    for (const [index, { name, args, id }] of answer.calls.entries()) {
      writeChunk(response, {
        tool_calls: [{ index, id: id ?? `call_${index}`, type: 'function', function: { name, arguments: '' } }],
      });
      writeChunk(response, {
        tool_calls: [{ index, function: { arguments: typeof args === 'string' ? args : JSON.stringify(args) } }],
      });
    }
    endStream(response, 'tool_calls');
    return;
  }
  for (const piece of splitText(answer.text, answer.deltas)) {
    if (response.destroyed) return;
    writeChunk(response, { content: piece });
    if (answer.delayMs) await new Promise((resolve) => setTimeout(resolve, answer.delayMs));
  }
  endStream(response);
}

function splitText(text: string, deltas = 3): string[] {
  const size = Math.max(1, Math.ceil(text.length / deltas));
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  );
}
