import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [address: Address, bits: number];

/** Whose word on the client's address is taken: nobody's, that of whatever connects, or that of proxies in these networks. */
export type TrustedProxies = boolean | readonly Network[];

/** Names of networks, as Express has them. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};
/** What an IPv6 network of one customer has at the most: whoever holds it can ask from each address in it. */
const IPV6_NETWORK_BITS = 48;
/** No address with its port and zone is longer. */
const LONGEST_ADDRESS = 100;
const MOST_HOPS = 30;

/** Where a request comes from. */
export interface ClientOrigin {
  /** The client's address: IPv4 where it is one inside of IPv6, or '' when the client has gone. */
  address: string;
  /** How many proxies that are believed have said where it came from. */
  hops: number;
  /** Whether the one that connects is such a proxy. */
  isForwarded: boolean;
}

/**
 * Reads `TRUST_PROXY`: `true`, `false`, or addresses, subnets and names of networks between commas or spaces.
 *
 * @returns undefined when it is none of these.
 */
export function parseTrustedProxies(text: string): TrustedProxies | undefined {
  const word = text.trim().toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(word)) return true;
  if (['false', '0', 'no', 'off', ''].includes(word)) return false;
  const networks = word
    .split(/[\s,]+/)
    .filter(Boolean)
    .flatMap((entry) => NAMED[entry] ?? [entry])
    .map(parseNetwork);
  return networks.every((network) => network !== undefined) ? networks : undefined;
}

/**
 * Finds who asks: from the one that connects through what each proxy that is believed says it was asked by. Nothing
 * further left is looked at, since anybody can have written it.
 *
 * @param peer the address of the socket.
 * @param forwardedFor the header `X-Forwarded-For`.
 */
export function findClient(peer: string | undefined, forwardedFor: string, trusted: TrustedProxies): ClientOrigin {
  let address = parseAddress(peer ?? '');
  const isForwarded = address !== undefined && isTrusted(address, 0, trusted);
  const said = forwardedFor.split(',').slice(-MOST_HOPS);
  let hops = 0;
  while (address && said.length > 0 && isTrusted(address, hops, trusted)) {
    const next = parseAddress(said.pop() ?? '');
    if (!next) break;
    address = next;
    hops += 1;
  }
  return { address: address?.toString() ?? '', hops, isForwarded };
}

/** The network whose requests are counted together: an IPv4 address, or 48 bits of an IPv6 one. */
export function networkOf(address: string): string {
  const parsed = parseAddress(address);
  if (!parsed) return 'unknown';
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${IPV6_NETWORK_BITS}`).toString()}/${IPV6_NETWORK_BITS}`;
}

function isTrusted(address: Address, hops: number, trusted: TrustedProxies): boolean {
  if (typeof trusted === 'boolean') return trusted && hops === 0;
  return trusted.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
}

/** Takes an address as proxies write it, with a port or without: `1.2.3.4:80`, `[2001:db8::1]:443`, `"[::1]"`. */
function parseAddress(text: string): Address | undefined {
  if (text.length > LONGEST_ADDRESS) return undefined;
  const bare = text.trim().replace(/^"(.*)"$/, '$1');
  const host = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(bare)?.[1] ?? /^([\d.]+)(?::\d{1,5})?$/.exec(bare)?.[1] ?? bare;
  const name = host.replace(/%.*$/, '');
  if (!ipaddr.IPv4.isValidFourPartDecimal(name) && !ipaddr.IPv6.isValid(name)) return undefined;
  return ipaddr.process(name);
}

function parseNetwork(text: string): Network | undefined {
  const [host = '', bits, ...rest] = text.split('/');
  const address = parseAddress(host);
  if (!address || rest.length > 0) return undefined;
  const most = address.kind() === 'ipv4' ? 32 : 128;
  if (bits === undefined) return [address, most];
  // Bits of an IPv4 network that is written inside of IPv6 count from there.
  const given = Number(bits) - (most === 32 && host.includes(':') ? 96 : 0);
  return /^\d{1,3}$/.test(bits) && given >= 0 && given <= most ? [address, given] : undefined;
}
