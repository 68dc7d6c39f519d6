import fc from 'fast-check';
import { isIP } from 'node:net';
import { describe, expect, test } from 'vitest';
import { findClient, networkOf, parseTrustedProxies, type TrustedProxies } from './client-address.ts';

const read = (text: string): TrustedProxies => parseTrustedProxies(text) ?? expect.fail(`${text} is not understood`);

describe('a client', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:5678', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['2001:db8::1', '2001:db8::1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['"[2001:db8::1]:443"', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:80', '203.0.113.7'],
  ])('is read as a proxy writes it: %s', (said, address) => {
    expect(findClient('127.0.0.1', said, true)).toEqual({ address, hops: 1, isForwarded: true });
  });

  test.each([
    '',
    'unknown',
    '_hidden',
    '999.1.1.1',
    '1.2.3',
    '0x7f.1',
    '127.1',
    '1.2.3.4.5',
    '[::1',
    ':::',
    'x'.repeat(9_999),
  ])('is the proxy itself when it says no address: %s', (said) => {
    expect(findClient('::ffff:127.0.0.1', said, true)).toEqual({ address: '127.0.0.1', hops: 0, isForwarded: true });
  });

  test('is the one that connects when that is no proxy to be believed', () => {
    for (const trusted of [read('false'), read('10.0.0.0/8, 2001:db8::/32')]) {
      expect(findClient('203.0.113.7', '198.51.100.1', trusted)).toEqual({
        address: '203.0.113.7',
        hops: 0,
        isForwarded: false,
      });
    }
  });

  test('is the last one that no believed proxy is, whatever stands further left', () => {
    const address = fc.oneof(
      fc.ipV4(),
      fc.ipV6().filter((text) => isIP(text) === 6),
    );
    const proxy = fc.oneof(
      fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map((rest) => `10.${rest.join('.')}`),
      fc.nat(0xffff).map((part) => `2001:db8::${part.toString(16)}`),
    );
    const trusted = read('10.0.0.0/8 2001:db8::/32');
    const isProxy = (text: string) => networkOf(text).startsWith('10.') || networkOf(text).startsWith('2001:db8:');
    fc.assert(
      fc.property(
        fc.array(address, { maxLength: 4 }),
        address.filter((text) => !isProxy(text)),
        fc.array(proxy, { maxLength: 4 }),
        proxy,
        (forged, client, passed, peer) => {
          const found = findClient(peer, [...forged, client, ...passed].join(', '), trusted);
          expect(found).toEqual({
            ...findClient(client, '', false),
            hops: passed.length + 1,
            isForwarded: true,
          });
        },
      ),
      { seed: 13, numRuns: 300 },
    );
  });
});

test.each([
  'yes, please',
  '10.0.0.0/33',
  '10.0.0.0/x',
  '2001:db8::/129',
  'proxy.example.com',
  '10.0.0.0/8/8',
  'true,10.0.0.1',
])('does not take %s for proxies', (text) => {
  expect(parseTrustedProxies(text)).toBeUndefined();
});

test('knows networks by the names that Express has for them', () => {
  const trusted = read('loopback, linklocal, uniquelocal');
  for (const peer of ['127.9.9.9', '::1', '169.254.1.1', 'fe80::1', '10.1.1.1', '172.31.1.1', '192.168.1.1', 'fd00::1'])
    expect(findClient(peer, '203.0.113.7', trusted), peer).toMatchObject({ address: '203.0.113.7' });
  for (const peer of ['128.0.0.1', '172.32.0.1', '192.169.0.1', '2001:db8::1'])
    expect(findClient(peer, '203.0.113.7', trusted), peer).toMatchObject({ hops: 0 });
  expect(findClient('10.1.2.3', '203.0.113.7', read('::ffff:10.0.0.0/104'))).toMatchObject({ hops: 1 });
});

test('counts an IPv4 address by itself, however it is written, and an IPv6 address with its 48 bits', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
  const inOneNetwork = ['2001:db8:7::1', '2001:db8:7:ffff::1', '2001:0db8:0007:1:2:3:4:5'].map(networkOf);
  expect(new Set(inOneNetwork)).toEqual(new Set(['2001:db8:7::/48']));
  expect(networkOf('2001:db8:8::1')).not.toBe(inOneNetwork[0]);
  expect(networkOf('nonsense')).toBe('unknown');
});
