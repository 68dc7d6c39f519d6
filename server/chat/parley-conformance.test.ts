import { expect, test } from 'vitest';
import { ConformanceClient } from '../chatkit/conformance/conformance-client.ts';
import { runConformance } from '../chatkit/conformance/run-conformance.ts';
import { startTestServer } from '../testing/test-server.ts';

/**
 * The part of the protocol that holds whatever a server replies, against Parley as it is shipped; or against any other
 * ChatKit server, whose address is in CHATKIT_CONFORMANCE_URL and whose Authorization header, if it needs one, is in
 * CHATKIT_CONFORMANCE_AUTHORIZATION.
 */
const { CHATKIT_CONFORMANCE_URL: url, CHATKIT_CONFORMANCE_AUTHORIZATION: authorization } = process.env;
const client = url ? new ConformanceClient(url, authorization ? { Authorization: authorization } : {}) : await ours();

runConformance({ alice: () => client, bob: null, host: null });

test.skipIf(url)('answers the preflight of an allowed origin, and sends what it needs to read a stream', async () => {
  const Origin = 'parley://app';
  const preflight = await fetch(client.url, {
    method: 'OPTIONS',
    headers: {
      Origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'accept-language, authorization, content-type, time-zone',
    },
  });
  expect(preflight.ok).toBe(true);
  expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe(Origin);
  expect(preflight.headers.get('Access-Control-Allow-Methods')).toContain('POST');
  const allowed = (preflight.headers.get('Access-Control-Allow-Headers') ?? '').toLowerCase().split(/,\s*/);
  expect(allowed).toEqual(expect.arrayContaining(['accept-language', 'authorization', 'content-type', 'time-zone']));
  const list = { type: 'threads.list', params: {} };
  expect((await client.post(list, { headers: { Origin } })).headers.get('Access-Control-Allow-Origin')).toBe(Origin);
  expect((await client.post(list, { headers: { Origin: 'https://evil.example' } })).status).toBe(403);
});

async function ours(): Promise<ConformanceClient> {
  const server = await startTestServer();
  const alice = await server.signUp();
  return new ConformanceClient(`${server.url}/api/${alice.id}/chat`, { Authorization: `Bearer ${alice.token}` });
}
