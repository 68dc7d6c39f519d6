import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../database/database.ts';
import { startTestServer } from '../test-server.ts';
import { expectRefusal } from './expect-refusal.ts';
import { rawRequest } from './raw-request.ts';

const server = await startTestServer();
const database = openDatabase(server.databaseUrl, 2);
const alice = await server.signUp('Alice');
afterAll(() => database.destroy());

/** A key of ours that the test knows: what is refused below is refused for what the token says, not for its signature. */
const ours = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
await database('jwks').insert({
  id: 'known-key',
  publicKey: JSON.stringify(ours.publicKey.export({ format: 'jwk' })),
  privateKey: '""',
  alg: 'ES256',
  crv: 'P-256',
  createdAt: new Date(0),
});

const now = Math.floor(Date.now() / 1000);
const goodHeader = { alg: 'ES256', kid: 'known-key' };
const goodClaims = { sub: alice.id, iss: server.url, aud: 'parley-api', iat: now, exp: now + 300 };
const encode = (text: string | Buffer) => Buffer.from(text).toString('base64url');
const json = JSON.stringify;

/** Signs any two texts; objects are written as JSON. */
function forge(header: object | string, claims: object | string, key: KeyObject = ours.privateKey): string {
  const [head, body] = [header, claims].map((part) => encode(typeof part === 'string' ? part : json(part)));
  const signature = sign('sha256', Buffer.from(`${head}.${body}`), { key, dsaEncoding: 'ieee-p1363' });
  return `${head}.${body}.${encode(signature)}`;
}

function withSignature(signature: Buffer | string, header: object = goodHeader): string {
  return `${encode(json(header))}.${encode(json(goodClaims))}.${encode(signature)}`;
}

const probe = (headers: Record<string, string>) => fetch(`${server.url}/api/${alice.id}/nothing-here`, { headers });

async function expectRefused(headers: Record<string, string>): Promise<void> {
  await expectRefusal(await probe(headers));
}

const good = forge(goodHeader, goodClaims);
const [head = '', body = '', signature = ''] = good.split('.');
const raw = Buffer.from(signature, 'base64url');

test('a token as forged here passes when nothing is wrong with it', async () => {
  expect((await probe({ Authorization: `Bearer ${good}` })).status).toBe(404);
});

describe('A-001', () => {
  test.each(['', 'Bearer', 'Bearer ', `Basic ${good}`, `Token ${good}`, good, 'bearer junk', `Bearer ${good} ${good}`])(
    'refuses the header "%.20s…"',
    async (authorization) => expectRefused({ Authorization: authorization }),
  );

  test('takes the first of two headers, and no other scheme', async () => {
    const answer = await rawRequest(
      server.url,
      `GET /api/${alice.id}/nothing-here HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YTpi\r\nAuthorization: Bearer ${good}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer.status).toBe(401);
  });
});

describe('the algorithm', () => {
  const jwk = ours.publicKey.export({ format: 'jwk' });
  const symmetric = (secret: string | Buffer, header: object) => {
    const signed = `${encode(json(header))}.${encode(json(goodClaims))}`;
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  };

  test.each(['none', 'None', 'NONE', 'nOnE', '', null, 0, [], ['ES256'], undefined])('A-002 is not %j', async (alg) => {
    for (const end of ['', signature]) {
      const token = `${encode(json({ alg, kid: 'known-key' }))}.${body}.${end}`;
      await expectRefused({ Authorization: `Bearer ${token}` });
    }
  });

  test.each([
    ['PEM', ours.publicKey.export({ format: 'pem', type: 'spki' })],
    ['DER', ours.publicKey.export({ format: 'der', type: 'spki' })],
    ['JWK', json(jwk)],
    ['an empty secret', ''],
  ])('A-003 is not HS256 with the public key as %s', async (_form, secret) => {
    for (const alg of ['HS256', 'ES256'])
      await expectRefused({ Authorization: `Bearer ${symmetric(secret, { alg, kid: 'known-key' })}` });
  });

  test('A-004 is not one of a key that is not ours', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const edwards = generateKeyPairSync('ed25519').privateKey;
    const signed = (alg: string) => `${encode(json({ alg, kid: 'known-key' }))}.${body}`;
    for (const token of [
      forge(goodHeader, goodClaims, stranger.privateKey),
      ...['ES384', 'ES512', 'ES256K'].map((alg) => forge({ ...goodHeader, alg }, goodClaims)),
      `${signed('RS256')}.${encode(sign('sha256', Buffer.from(signed('RS256')), rsa))}`,
      `${signed('EdDSA')}.${encode(sign(null, Buffer.from(signed('EdDSA')), edwards))}`,
    ]) {
      await expectRefused({ Authorization: `Bearer ${token}` });
    }
  });
});

describe('the header of a token', () => {
  test('A-005 names no key of its own, and nothing is fetched', async () => {
    let fetched = 0;
    const attacker = createServer((_request, response) => {
      fetched += 1;
      response.end(json({ keys: [{ ...stranger.publicKey.export({ format: 'jwk' }), kid: 'evil', alg: 'ES256' }] }));
    });
    await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
    const address = attacker.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/keys`;
    const jwk = stranger.publicKey.export({ format: 'jwk' });
    for (const extra of [
      { jwk },
      { jwk, kid: 'known-key' },
      { jku: url },
      { jku: url, kid: 'evil' },
      { jku: url, kid: 'known-key' },
      { x5u: url, kid: 'evil' },
      { x5c: [encode(stranger.publicKey.export({ format: 'der', type: 'spki' }))] },
      { kid: url },
    ]) {
      await expectRefused({
        Authorization: `Bearer ${forge({ alg: 'ES256', ...extra }, goodClaims, stranger.privateKey)}`,
      });
    }
    expect(fetched).toBe(0);
    attacker.close();
  });

  test.each([
    '../../etc/passwd',
    "' or 1=1 --",
    'known-key\0',
    'KNOWN-KEY',
    '__proto__',
    'constructor',
    '',
    null,
    5,
    true,
    ['known-key'],
    { toString: 'known-key' },
    'k'.repeat(5_000),
    undefined,
  ])('A-006 finds no key for kid %j', async (kid) => {
    await expectRefused({ Authorization: `Bearer ${forge({ alg: 'ES256', kid }, goodClaims)}` });
  });

  test('A-007 does not make the keys be read for each kid that nobody knows', async () => {
    const reads = async () => {
      await database.raw('select pg_stat_clear_snapshot()');
      const { rows } = await database.raw<{ rows: { reads: string }[] }>(
        "select coalesce(seq_scan, 0) + coalesce(idx_scan, 0) as reads from pg_stat_user_tables where relname = 'jwks'",
      );
      return Number(rows[0]?.reads);
    };
    const before = await reads();
    await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        expectRefused({ Authorization: `Bearer ${forge({ alg: 'ES256', kid: `unknown-${index}` }, goodClaims)}` }),
      ),
    );
    await expect.poll(reads).toBeLessThanOrEqual(before + 3);
    expect((await probe({ Authorization: `Bearer ${good}` })).status).toBe(404);
  });
});

describe('the claims of a token', () => {
  const wrong: [anchor: string, claims: Record<string, unknown>][] = [
    ['A-008', { exp: now - 31, iat: now - 300 }],
    ['A-008', { exp: now - 31_536_000, iat: now - 31_536_300 }],
    ['A-008', { exp: undefined }],
    ['A-008', { exp: String(now + 300) }],
    ['A-008', { exp: -1 }],
    ['A-008', { exp: null }],
    ['A-008', { exp: [now + 300] }],
    ['A-008', { exp: 9e99 }],
    ['A-008', { iat: undefined }],
    ['A-008', { iat: '0' }],
    ['A-009', { nbf: now + 3_600 }],
    ['A-009', { nbf: 'now' }],
    ['A-009', { iat: now + 3_600, exp: now + 3_900 }],
    ['A-010', { iss: 'https://elsewhere.example' }],
    ['A-010', { iss: `${server.url}/` }],
    ['A-010', { iss: [server.url, 'https://elsewhere.example'] }],
    ['A-010', { iss: undefined }],
    ['A-010', { aud: 'PARLEY-API' }],
    ['A-010', { aud: ['elsewhere'] }],
    ['A-010', { aud: {} }],
    ['A-010', { aud: undefined }],
    ['A-011', { aud: server.url }],
    ['A-041', { sub: undefined }],
    ['A-041', { sub: '' }],
    ['A-041', { sub: 5 }],
    ['A-041', { sub: [alice.id] }],
    ['A-041', { sub: { toString: alice.id } }],
  ];
  test.each(wrong)('%s are refused with %j', async (_anchor, claims) => {
    await expectRefused({ Authorization: `Bearer ${forge(goodHeader, { ...goodClaims, ...claims })}` });
  });

  test.each(['null', '[]', '"x"', '', '{', '5', `{"sub":"${alice.id}"}`])('are refused as %s', async (claims) => {
    await expectRefused({ Authorization: `Bearer ${forge(goodHeader, claims)}` });
  });

  test('A-014 count once: what is verified is what is used', async () => {
    const text = json(goodClaims).slice(0, -1);
    const owner = forge(goodHeader, `{"sub":"somebody",${text.slice(1)}}`);
    expect((await probe({ Authorization: `Bearer ${owner}` })).status).toBe(404);
    const other = forge(goodHeader, `${text},"sub":"somebody"}`);
    expect((await probe({ Authorization: `Bearer ${other}` })).status).toBe(403);
    await expectRefused({
      Authorization: `Bearer ${forge('{"alg":"ES256","alg":"none","kid":"known-key"}', goodClaims)}`,
    });
  });
});

describe('A-013 the signature', () => {
  const flipped = Buffer.from(raw);
  flipped.writeUInt8(flipped.readUInt8(10) ^ 1, 10);
  const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
  const wrapped = Buffer.concat([raw.subarray(0, 32), Buffer.from((order + 1n).toString(16), 'hex')]);
  const der = sign('sha256', Buffer.from(`${head}.${body}`), ours.privateKey);

  test.each([
    ['with one bit flipped', withSignature(flipped)],
    ['of zeros', withSignature(Buffer.alloc(64))],
    ['outside the group', withSignature(wrapped)],
    ['in DER', withSignature(der)],
    ['cut short', withSignature(raw.subarray(0, 63))],
    ['with a byte more', withSignature(Buffer.concat([raw, Buffer.alloc(1)]))],
    ['left out', `${head}.${body}.`],
    ['and its dot left out', `${head}.${body}`],
    ['of other claims', `${head}.${encode(json({ ...goodClaims, name: 'x' }))}.${signature}`],
  ])('%s is refused', async (_name, token) => {
    await expectRefused({ Authorization: `Bearer ${token}` });
  });
});

describe('A-015', () => {
  test('refuses a token of a megabyte without reading it', async () => {
    const startedAt = performance.now();
    const answer = await rawRequest(
      server.url,
      `GET /api/${alice.id}/tasks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${'a'.repeat(1_000_000)}\r\n\r\n`,
    );
    expect([0, 431]).toContain(answer.status);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  test('refuses a header of nested arrays', async () => {
    const deep = '['.repeat(3_000) + ']'.repeat(3_000);
    await expectRefused({ Authorization: `Bearer ${forge(`{"alg":"ES256","kid":${deep}}`, goodClaims)}` });
  });
});
