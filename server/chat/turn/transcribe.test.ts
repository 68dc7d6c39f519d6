import { createServer } from 'node:http';
import { afterAll, expect, test } from 'vitest';
import { startTestServer } from '../../testing/test-server.ts';

/** The audio API of an OpenAI-compatible endpoint. */
const seen: { url: string; type: string; body: string }[] = [];
let answer = { status: 200, body: '{"text":"buy milk tomorrow"}' };
const endpoint = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  seen.push({
    url: request.url ?? '',
    type: request.headers['content-type'] ?? '',
    body: Buffer.concat(chunks).toString('latin1'),
  });
  response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
});
await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
afterAll(() => endpoint.close());
const address = endpoint.address();
const port = typeof address === 'object' && address ? address.port : 0;

const server = await startTestServer({
  OPENAI_API_KEY: 'key',
  OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`,
  OPENAI_TRANSCRIPTION_MODEL: 'whisper-test',
});
const offline = await startTestServer({ DATABASE_URL: server.databaseUrl, BETTER_AUTH_URL: server.url });
const alice = await server.signUp('Alice');
const audio = Buffer.from('not really audio').toString('base64');

const transcribe = (params: unknown, user = alice) =>
  user.fetch('/chat', { body: { type: 'input.transcribe', params } });

test('puts a recording into words with the configured endpoint', async () => {
  const response = await transcribe({ audio_base64: audio, mime_type: 'audio/webm;codecs=opus' });
  expect(await response.json()).toEqual({ text: 'buy milk tomorrow' });
  expect(seen.at(-1)).toMatchObject({
    url: '/v1/audio/transcriptions',
    type: expect.stringContaining('multipart/form-data'),
  });
  expect(seen.at(-1)?.body).toContain('whisper-test');
  expect(seen.at(-1)?.body).toContain('not really audio');
});

test('says so when the endpoint fails, and when the kind of recording is unknown', async () => {
  answer = { status: 500, body: '{"error":{"message":"overloaded, key sk-123"}}' };
  const failed = await transcribe({ audio_base64: audio, mime_type: 'audio/mp4' });
  expect(failed.status).toBe(502);
  expect(await failed.text()).not.toContain('sk-123');
  expect((await transcribe({ audio_base64: audio, mime_type: 'audio/midi' })).status).toBe(400);
});

test('is refused clearly where there is no speech model', async () => {
  const response = await transcribe({ audio_base64: audio, mime_type: 'audio/webm' }, alice.at(offline.url));
  expect(response.status).toBe(501);
  expect(await response.json()).toMatchObject({
    code: 'not_supported',
    detail: expect.stringContaining('type instead'),
  });
});
