import { findClient, type TrustedProxies } from '../ground/client-address.ts';
import type { AppMiddleware } from '../ground/request-state.ts';

/** Only ever written by what passes a request on. */
const PASSED_ON = ['via', 'x-real-ip', 'x-forwarded-server', 'cf-connecting-ip', 'true-client-ip', 'fastly-client-ip'];
const FORWARDED = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-port', 'forwarded'];

/**
 * Settles who asks and by which protocol before anything reads it: `ctx.ip` and `ctx.protocol` are what proxies say that are
 * believed, and those headers themselves are taken out, since anybody can have written into them. Koa is to have `proxy: true` then.
 */
export function behindProxy(trusted: TrustedProxies): AppMiddleware {
  return (ctx, next) => {
    const { headers, socket } = ctx.req;
    const { address, hops, isForwarded } = findClient(socket.remoteAddress, ctx.get('X-Forwarded-For'), trusted);
    const protocol = isForwarded ? protocolOf(ctx.get('X-Forwarded-Proto'), Math.max(hops, 1)) : undefined;
    ctx.state.isForwarded = [...FORWARDED, ...PASSED_ON].some((name) => headers[name] !== undefined);
    for (const name of FORWARDED) delete headers[name];
    if (protocol !== undefined) headers['x-forwarded-proto'] = protocol;
    ctx.request.ip = address;
    return next();
  };
}

/** Each proxy may have added its own word: that of the outermost one that is believed counts. */
function protocolOf(header: string, hops: number): string | undefined {
  const said = header.split(',').map((protocol) => protocol.trim().toLowerCase());
  const protocol = said[Math.max(0, said.length - hops)];
  return protocol === 'http' || protocol === 'https' ? protocol : undefined;
}
