import { expect, test } from 'vitest';
import { isPastDue } from './due.ts';

const NEW_YORK = 'America/New_York';

test('is late from the minute a time has passed', () => {
  const at = new Date('2026-11-21T22:00:00Z');
  const late = (ms: number) => isPastDue({ at, zone: 'UTC' }, { now: new Date(at.getTime() + ms), timeZone: NEW_YORK });
  expect([-1, 0, 1].map(late)).toEqual([false, false, true]);
});

test('is late with a day only once that day is over where somebody is', () => {
  const late = (now: string, timeZone: string) => isPastDue({ on: '2026-11-21' }, { now: new Date(now), timeZone });
  for (const [timeZone, last, over] of [
    [NEW_YORK, '2026-11-22T04:59:59Z', '2026-11-22T05:00:00Z'],
    ['Pacific/Kiritimati', '2026-11-21T09:59:59Z', '2026-11-21T10:00:00Z'],
    ['Pacific/Pago_Pago', '2026-11-22T10:59:59Z', '2026-11-22T11:00:00Z'],
  ] as const)
    expect([late(last, timeZone), late(over, timeZone)]).toEqual([false, true]);
});
