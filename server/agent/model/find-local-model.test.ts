import { createServer, type RequestListener } from 'node:http';
import { afterAll, describe, expect, it } from 'vitest';
import { findLocalModel } from './find-local-model.ts';

const closing: (() => void)[] = [];
afterAll(() => closing.forEach((close) => close()));

/** Something that listens on this computer. @returns its place, as if it were a program for models */
async function listening(app: string, answer: RequestListener) {
  const server = createServer(answer);
  closing.push(() => server.close().closeAllConnections());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { app, baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/v1` };
}

const lists =
  (...ids: string[]): RequestListener =>
  (request, response) => {
    response.statusCode = request.url === '/v1/models' ? 200 : 404;
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ object: 'list', data: ids.map((id) => ({ id, object: 'model' })) }));
  };

describe('a model on this computer', () => {
  it('is found by the first name that can talk', async () => {
    const place = await listening('Ollama', lists('nomic-embed-text:latest', 'qwen3:8b', 'llama3.2'));
    expect(await findLocalModel([place])).toEqual({ ...place, model: 'qwen3:8b' });
  });

  it('is that of the first program that has one', async () => {
    const empty = await listening('Ollama', lists());
    const full = await listening('LM Studio', lists('qwen/qwen3-4b'));
    expect(await findLocalModel([empty, full])).toMatchObject({ app: 'LM Studio', model: 'qwen/qwen3-4b' });
  });

  it.each<[string, RequestListener]>([
    ['is a web page', (_request, response) => response.end('<html>hello</html>')],
    ['leads elsewhere', (_request, response) => response.writeHead(302, { Location: 'http://example.com/' }).end()],
    ['never ends', (_request, response) => void response.write('{"data":[')],
    ['never begins', () => undefined],
    ['has names that a shell would run', lists('$(rm -rf x)', 'a;b', 'a b', "a'b")],
    ['lists something else', (_request, response) => response.end('{"data":[{"id":7}]}')],
  ])('is none where what answers %s', async (_what, answer) => {
    expect(await findLocalModel([await listening('Ollama', answer)])).toBeNull();
  });

  it('is none where nothing listens', async () => {
    expect(await findLocalModel([{ app: 'Ollama', baseUrl: 'http://127.0.0.1:9/v1' }])).toBeNull();
  });
});
