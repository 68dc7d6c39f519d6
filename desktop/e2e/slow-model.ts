import { createServer } from 'node:http';

/** An OpenAI-compatible endpoint that says `word1 word2 …`, each word when it is let. */
export interface SlowModel {
  /** Settings that point a server at it. */
  readonly env: Record<string, string>;
  /** Lets the answers that run say so many words. */
  sayUpTo(word: number): void;
  /** Lets the answers end that have said all they may; those of later questions begin anew. */
  end(): void;
  stop(): Promise<void>;
}

/** Starts a model whose answers take as long as a test likes. */
export async function startSlowModel(): Promise<SlowModel> {
  let turn = { limit: 0, isLast: false };
  const server = createServer(async (request, response) => {
    request.resume();
    const own = turn;
    const write = (delta: object, finish: string | null = null) => {
      const choices = [{ index: 0, delta, finish_reason: finish }];
      const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'slow', choices };
      response.write(`data: ${JSON.stringify(chunk)}\n\n`);
    };
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    write({ role: 'assistant', content: '' });
    for (let word = 1; !response.destroyed;) {
      if (word <= own.limit) write({ content: `word${word++} ` });
      else if (own.isLast) break;
      else await new Promise((resolve) => setTimeout(resolve, 10));
    }
    if (response.destroyed) return;
    write({}, 'stop');
    response.end('data: [DONE]\n\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    env: {
      OPENAI_API_KEY: 'slow',
      OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
      OPENAI_MODEL: 'slow',
      OPENAI_TIMEOUT_SECONDS: '60',
    },
    sayUpTo: (word) => void (turn.limit = word),
    end: () => {
      turn.isLast = true;
      turn = { limit: 0, isLast: false };
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
