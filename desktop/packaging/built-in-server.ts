import { LOOPBACK, serverOrigin } from '../main/ground/config.ts';

const THIS_COMPUTER = 'http://127.0.0.1:8787';

/**
 * The server that a build has inside. One that gets signed leaves this computer, and would look for a server on the
 * computer of whoever installs it.
 *
 * @throws Error when the server is no address for the app, or a signed build has none that others can reach
 */
export function readBuiltInServer(variables: Record<string, string | undefined>): string {
  const server = serverOrigin.safeParse(variables['PARLEY_DEFAULT_SERVER'] ?? THIS_COMPUTER);
  if (!server.success) throw new Error('PARLEY_DEFAULT_SERVER has to be an https address, or http on this computer.');
  if (variables['PARLEY_SIGNED_BUILD'] === '1' && LOOPBACK.has(new URL(server.data).hostname)) {
    throw new Error('A build that gets signed needs PARLEY_DEFAULT_SERVER: the https address of your server.');
  }
  return server.data;
}
