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

async function ours(): Promise<ConformanceClient> {
  const server = await startTestServer();
  const alice = await server.signUp();
  return new ConformanceClient(`${server.url}/api/${alice.id}/chat`, { Authorization: `Bearer ${alice.token}` });
}
