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

const probe = (headers: Record<string, string>) => fetch(`${server.url}/api/${alice.id}/tasks/987654`, { headers });

async function expectRefused(headers: Record<string, string>): Promise<void> {
  await expectRefusal(await probe(headers));
}

const good = forge(goodHeader, goodClaims);
const [head = '', body = '', signature = ''] = good.split('.');
const raw = Buffer.from(signature, 'base64url');

test('a token as forged here passes when nothing is wrong with it', async () => {
  expect((await probe({ Authorization: `Bearer ${good}` })).status).toBe(404);
});

describe('a token that was taken before', () => {
  test('is refused once it is over', async () => {
    const ending = Math.floor(Date.now() / 1000) - 28;
    const token = forge(goodHeader, { ...goodClaims, iat: ending - 300, exp: ending });
    expect((await probe({ Authorization: `Bearer ${token}` })).status).toBe(404);
    await expect.poll(async () => (await probe({ Authorization: `Bearer ${token}` })).status).toBe(401);
  });

  test('lets nothing through that differs from it by a letter', async () => {
    for (let at = 0; at < good.length; at += 7) {
      const letter = good[at] === 'A' ? 'B' : 'A';
      const other = `${good.slice(0, at)}${letter}${good.slice(at + 1)}`;
      // The last letter of a signature holds bits that mean nothing.
      if (Buffer.from(other.split('.')[2] ?? '', 'base64url').equals(raw) && at > good.lastIndexOf('.')) continue;
      await expectRefused({ Authorization: `Bearer ${other}` });
    }
  });

  test("opens nobody else's", async () => {
    const bob = await server.signUp('Bob');
    const authorization = { Authorization: `Bearer ${good}` };
    for (let times = 0; times < 2; times += 1)
      expect((await fetch(`${server.url}/api/${bob.id}/tasks`, { headers: authorization })).status).toBe(403);
  });
});

describe('the Authorization header', () => {
  test.each(['', 'Bearer', 'Bearer ', `Basic ${good}`, `Token ${good}`, good, 'bearer junk', `Bearer ${good} ${good}`])(
    'refuses the header "%.20s…"',
    async (authorization) => expectRefused({ Authorization: authorization }),
  );

  test('takes the first of two headers, and no other scheme', async () => {
    const answer = await rawRequest(
      server.url,
      `GET /api/${alice.id}/tasks/987654 HTTP/1.1\r\nHost: x\r\nAuthorization: Basic YTpi\r\nAuthorization: Bearer ${good}\r\nConnection: close\r\n\r\n`,
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

  test.each(['none', 'None', 'NONE', 'nOnE', '', null, 0, [], ['ES256'], undefined])('is not %j', async (alg) => {
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
  ])('is not HS256 with the public key as %s', async (_form, secret) => {
    for (const alg of ['HS256', 'ES256'])
      await expectRefused({ Authorization: `Bearer ${symmetric(secret, { alg, kid: 'known-key' })}` });
  });

  test('is not one of a key that is not ours', async () => {
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
  test('names no key of its own, and nothing is fetched', async () => {
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
  ])('finds no key for kid %j', async (kid) => {
    await expectRefused({ Authorization: `Bearer ${forge({ alg: 'ES256', kid }, goodClaims)}` });
  });

  test('does not make the keys be read for each kid that nobody knows', async () => {
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
  const wrong: [what: string, claims: Record<string, unknown>][] = [
    ['an expiry half a minute ago', { exp: now - 31, iat: now - 300 }],
    ['an expiry a year ago', { exp: now - 31_536_000, iat: now - 31_536_300 }],
    ['no expiry', { exp: undefined }],
    ['a text as expiry', { exp: String(now + 300) }],
    ['an expiry before 1970', { exp: -1 }],
    ['null as expiry', { exp: null }],
    ['a list as expiry', { exp: [now + 300] }],
    ['an expiry beyond all dates', { exp: 9e99 }],
    ['no time of issue', { iat: undefined }],
    ['a text as time of issue', { iat: '0' }],
    ['a start in an hour', { nbf: now + 3_600 }],
    ['a word as start', { nbf: 'now' }],
    ['a time of issue in an hour', { iat: now + 3_600, exp: now + 3_900 }],
    ['another issuer', { iss: 'https://elsewhere.example' }],
    ['an issuer with a slash', { iss: `${server.url}/` }],
    ['a list as issuer', { iss: [server.url, 'https://elsewhere.example'] }],
    ['no issuer', { iss: undefined }],
    ['an audience in capitals', { aud: 'PARLEY-API' }],
    ['a list of other audiences', { aud: ['elsewhere'] }],
    ['an object as audience', { aud: {} }],
    ['no audience', { aud: undefined }],
    ['the audience of the sign-in', { aud: server.url }],
    ['no subject', { sub: undefined }],
    ['an empty subject', { sub: '' }],
    ['a number as subject', { sub: 5 }],
    ['a list as subject', { sub: [alice.id] }],
    ['an object as subject', { sub: { toString: alice.id } }],
  ];
  test.each(wrong)('are refused with %s', async (_what, claims) => {
    await expectRefused({ Authorization: `Bearer ${forge(goodHeader, { ...goodClaims, ...claims })}` });
  });

  test.each(['null', '[]', '"x"', '', '{', '5', `{"sub":"${alice.id}"}`])('are refused as %s', async (claims) => {
    await expectRefused({ Authorization: `Bearer ${forge(goodHeader, claims)}` });
  });

  test('count once: what is verified is what is used', async () => {
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

describe('the signature', () => {
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

describe('the size of a token', () => {
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
