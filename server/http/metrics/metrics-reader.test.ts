import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { rawRequest } from '../../testing/attacks/raw-request.ts';
import { startTestServer } from '../../testing/test-server.ts';

const TOKEN = 'a-token-of-the-operator';
// `::` listens for IPv4 as well.
const open = await startTestServer({ HOST: '0.0.0.0' });
const guarded = await startTestServer({ HOST: '0.0.0.0', METRICS_TOKEN: TOKEN, TRUST_PROXY: 'loopback' });

/** Asks by the loopback address, or by another one of this machine, which is where the rest of the world stands. */
function ask(url: string, headers: string, address = '127.0.0.1', host = address) {
  const { port } = new URL(url);
  return rawRequest(
    `http://${address}:${port}`,
    `GET /metrics HTTP/1.1\r\nHost: ${host}:${port}\r\n${headers}Connection: close\r\n\r\n`,
  );
}

const outside = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

test('this machine reads what is measured', async () => {
  for (const { url } of [open, guarded])
    for (const host of ['127.0.0.1', 'localhost']) {
      const answer = await ask(url, '', '127.0.0.1', host);
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('parley_open_streams');
    }
});

describe('whoever is elsewhere', () => {
  const FROM_ELSEWHERE = [
    'X-Forwarded-For: 192.0.2.7\r\n',
    'X-Forwarded-For: 127.0.0.1\r\n',
    'X-Forwarded-For: \r\n',
    'Forwarded: for=127.0.0.1\r\n',
    'X-Forwarded-Proto: https\r\n',
    'X-Real-IP: 127.0.0.1\r\n',
    'Via: 1.1 proxy\r\n',
  ];

  test.each(FROM_ELSEWHERE)('and asks through a proxy of this machine (%j) is not this machine', async (headers) => {
    const answer = await ask(open.url, headers);
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('"code":"not_found"');
    expect(answer.text).not.toContain('parley_');
    expect((await ask(guarded.url, headers)).status).toBe(401);
  });

  test('and gave this machine a name of their own is not this machine', async () => {
    expect((await ask(open.url, '', '127.0.0.1', 'rebound.example')).status).toBe(404);
  });

  test.runIf(outside !== undefined)('and asks by the network is not this machine', async () => {
    expect((await ask(open.url, '', outside)).status).toBe(404);
    expect((await ask(open.url, '', outside, '127.0.0.1')).status).toBe(404);
  });

  test('reads with the token, and with nothing that is nearly it', async () => {
    const through = (authorization: string) =>
      ask(guarded.url, `X-Forwarded-For: 192.0.2.7\r\nAuthorization: ${authorization}\r\n`);
    expect((await through(`Bearer ${TOKEN}`)).status).toBe(200);
    for (const wrong of [
      '',
      TOKEN,
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN.slice(0, -1)}`,
      `Basic ${TOKEN}`,
      'Bearer ',
      `Bearer ${TOKEN.toUpperCase()}`,
    ])
      expect((await through(wrong)).status, wrong).toBe(401);
    expect((await ask(open.url, `Via: x\r\nAuthorization: Bearer ${TOKEN}\r\n`)).status).toBe(404);
  });
});
