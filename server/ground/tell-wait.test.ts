import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import Koa from 'koa';
import { expect, test } from 'vitest';
import { AppError } from './errors.ts';
import { tellWait } from './tell-wait.ts';

const SERVER = fileURLToPath(new URL('..', import.meta.url));

const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }).map(Number),
  // A count of milliseconds that came back as text, and had more put behind it.
  fc.bigInt({ min: 1n, max: 2n ** 62n }).map((time) => Number(`${time}60000`) / 1000),
  fc.constantFrom(0, -0, -1, 0.001, 59.999, 3_600.5, Number.NaN, Infinity, -Infinity, 179_597_458_382_816),
);
const text = fc.oneof(
  fc.string(),
  number.map(String),
  fc.bigInt().map(String),
  fc.date().map((date) => (Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toUTCString())),
  fc.constantFrom('', ' ', '1e400', '0x10', '60, 60', 'soon', '179597458382816', 'Wed, 21 Oct 2015 07:28:00 GMT'),
);

/** What a client is told. */
function told(wait: number | string): string {
  const ctx = new Koa().createContext(Object.create(null, { headers: { value: {} } }), {
    headersSent: false,
    setHeader: (_name: string, value: string) => (said = value),
  } as never);
  let said = '';
  tellWait(ctx, wait);
  return said;
}

test('whole seconds that a person could wait are told, whatever a limiter or another server says', () => {
  fc.assert(
    fc.property(fc.oneof(number, text), (wait) => {
      expect(told(wait)).toMatch(/^[1-9]\d{0,3}$/);
      expect(Number(told(wait))).toBeLessThanOrEqual(3_600);
      if (typeof wait !== 'number') return;
      expect(told(new AppError('rate_limited', 'Wait.', { retryAfter: wait }).retryAfter ?? 0)).toBe(told(wait));
      if (wait >= 1 && wait <= 3_600) expect(told(wait)).toBe(String(Math.ceil(wait)));
    }),
    { seed: 16, numRuns: 1_000 },
  );
  expect(told(new Date(Date.now() + 90_000).toUTCString())).toMatch(/^(?:89|90)$/);
});

test('nothing else tells a wait', () => {
  const files = globSync('**/*.ts', { cwd: SERVER }).filter((file) => !/\.test\.ts$|^testing|conformance/.test(file));
  const telling = files.filter((file) =>
    /(?:set|append|setHeader)\(\s*'retry-after'/i.test(readFileSync(join(SERVER, file), 'utf8')),
  );
  expect(telling).toEqual([join('ground', 'tell-wait.ts')]);
});
