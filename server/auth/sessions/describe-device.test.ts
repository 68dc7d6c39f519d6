import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeDevice } from './describe-device.ts';
import { threadMs } from '../../testing/thread-time.ts';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36';

test.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME}`, 'browser', 'Chrome', 'Windows'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Edg/153.0.0.0`, 'browser', 'Edge', 'Windows'],
  [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${CHROME} OPR/120.0.0.0`, 'browser', 'Opera', 'macOS'],
  ['Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0', 'browser', 'Firefox', 'Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
    'browser',
    'Safari',
    'iPhone',
  ],
  [
    'Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/153.0 Mobile/15E148 Safari/604.1',
    'browser',
    'Chrome',
    'iPad',
  ],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME}`, 'browser', 'Chrome', 'ChromeOS'],
  [
    `Mozilla/5.0 (X11; Linux x86_64) ${CHROME.replace('Chrome', 'parley/0.1.0 Chrome')} Electron/45.3.4`,
    'desktop_app',
    'Parley',
    'Linux',
  ],
  ['curl/8.5.0', 'other', 'curl', null],
  ['node', 'other', 'node', null],
  ['Mozilla/5.0', 'other', null, null],
  ['', 'other', null, null],
] as const)('reads %s', (userAgent, kind, name, system) => {
  expect(describeDevice(userAgent)).toEqual({ kind, name, system });
});

test('reads any text, in no time, as words that it knows or one of the program', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('Version/1 ', 'Safari/', ' ', 'x', 'OPR') })),
      (text) => {
        const startedAt = threadMs();
        const { name } = describeDevice(text.repeat(20).slice(0, 500));
        expect(threadMs() - startedAt).toBeLessThan(20);
        expect(name ?? 'nothing').toMatch(/^[\w. -]{1,31}$/);
      },
    ),
    { seed: 13, numRuns: 200 },
  );
});
