import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '../client/api-client.ts';
import { Connectivity } from '../client/connectivity.ts';
import { createBrowserPlatform } from '../platform/browser-platform.ts';
import { sendJson, startFakeApi } from '../testing/fake-api.ts';
import { connectChat } from './connect-chat.ts';

afterEach(() => vi.unstubAllGlobals());

async function startChat(answer: (path: string, response: ServerResponse) => void) {
  const claims = Buffer.from(JSON.stringify({ iat: 0, exp: 300 })).toString('base64url');
  const ours = await startFakeApi(({ path }, response) =>
    path.startsWith('/api/auth/') ? sendJson(response, 200, { token: `e30.${claims}.c2ln` }) : answer(path, response),
  );
  vi.stubGlobal('location', new URL(`${ours.url}/chat`));
  const platform = createBrowserPlatform();
  const realFetch = fetch;
  // Node's fetch takes absolute addresses only; a page resolves them against itself.
  vi.stubGlobal('fetch', (input: string, init?: RequestInit) => realFetch(new URL(input, ours.url), init));
  const api = new ApiClient({
    platform,
    connectivity: new Connectivity(() => true),
    preferences: () => ({ locale: 'en-GB', timeZone: 'Europe/London' }),
    onSessionEnd: () => undefined,
  });
  const onStopped = vi.fn<() => void>();
  const paths = () => ours.seen.map(({ path }) => path).filter((path) => !path.startsWith('/api/auth/'));
  const connection = connectChat(api);
  connection.onStopped(onStopped);
  return { ours, onStopped, paths, send: connection.fetch };
}

const CONVERSATION = '0d82dc26-ef23-4c35-900b-4c1206989c2a';
const turn = { method: 'POST', body: '{}' };

describe('connectChat', () => {
  it('sends ChatKit’s requests signed in on our origin, and a presigned upload elsewhere without any of that', async () => {
    const { ours, send } = await startChat((_path, response) => sendJson(response, 200, {}));
    const storage = await startFakeApi((_request, response) => response.end());
    await send('/api/u1/chat', { ...turn, headers: { 'X-ChatKit': '1' } });
    expect(ours.seen.at(-1)?.headers).toMatchObject({
      authorization: expect.stringMatching(/^Bearer e30\./),
      'time-zone': 'Europe/London',
      'x-chatkit': '1',
      prefer: 'outlive-connection, relative-links',
    });
    await send(`${storage.url}/bucket/file`, { method: 'PUT', body: 'bytes' });
    expect(storage.seen[0]).toMatchObject({ method: 'PUT', body: 'bytes' });
    expect(storage.seen[0]?.headers.authorization).toBeUndefined();
    expect(storage.seen[0]?.headers['time-zone']).toBeUndefined();
  });

  it('stops the answer that ChatKit aborts, and sends what follows once that has ended', async () => {
    let endStop = () => undefined as void;
    const { ours, onStopped, paths, send } = await startChat((path, response) => {
      if (path.endsWith('/stop')) endStop = () => sendJson(response, 200, { stopped: true });
      else response.writeHead(200, { 'Conversation-Id': CONVERSATION }).write('data: {}\n\n');
    });
    const controller = new AbortController();
    const response = await send('/api/u1/chat', { ...turn, signal: controller.signal });
    controller.abort();
    await expect(response.text()).rejects.toThrow('abort');
    await expect.poll(paths).toEqual(['/api/u1/chat', '/api/u1/chat/stop']);
    expect(JSON.parse(ours.seen.at(-1)?.body ?? '')).toEqual({ conversation_id: CONVERSATION });
    const next = send('/api/u1/chat', turn);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(paths()).toHaveLength(2);
    expect(onStopped).not.toHaveBeenCalled();
    endStop();
    expect((await next).status).toBe(200);
    expect(onStopped).toHaveBeenCalledOnce();
  });

  it('stops an answer that was aborted before it is known where it is given, once it is', async () => {
    let begin = () => undefined as void;
    const { paths, send } = await startChat((path, response) => {
      if (path.endsWith('/stop')) sendJson(response, 200, { stopped: true });
      else begin = () => void response.writeHead(200, { 'Conversation-Id': CONVERSATION }).write('data: {}\n\n');
    });
    const controller = new AbortController();
    const response = send('/api/u1/chat', { ...turn, signal: controller.signal });
    await expect.poll(paths).toHaveLength(1);
    controller.abort();
    await expect(response).rejects.toThrow('abort');
    begin();
    await expect.poll(paths).toEqual(['/api/u1/chat', '/api/u1/chat/stop']);
  });

  it('stops nothing when the connection breaks, nor what has ended in an error', async () => {
    const { paths, send } = await startChat((_path, response) => {
      if (paths().length > 1) return sendJson(response, 409, {});
      response.writeHead(200, { 'Conversation-Id': CONVERSATION }).write('data: {}\n\n');
      setTimeout(() => response.destroy(), 20);
    });
    const controller = new AbortController();
    const broken = await send('/api/u1/chat', { ...turn, signal: new AbortController().signal });
    await expect(broken.text()).rejects.toThrow();
    await send('/api/u1/chat', { ...turn, signal: controller.signal });
    controller.abort();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(paths()).toEqual(['/api/u1/chat', '/api/u1/chat']);
  });
});
