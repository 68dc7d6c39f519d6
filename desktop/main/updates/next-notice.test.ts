import { describe, expect, it } from 'vitest';
import type { PendingUpdate } from '../ground/profile.ts';
import { localDay, nextNotice } from './next-notice.ts';

const DAY = 24 * 60 * 60_000;
const since = new Date(2026, 10, 20, 9).getTime();
const pending = (over: Partial<PendingUpdate> = {}): PendingUpdate => ({
  version: '1.1.0',
  readySince: new Date(since).toISOString(),
  announcedOn: null,
  wasAsked: false,
  ...over,
});

describe('E-78 what is said about an update that waits', () => {
  it('is one notification a day', () => {
    expect(nextNotice(pending(), since, '2026-11-20', true)).toBe('notification');
    expect(nextNotice(pending({ announcedOn: '2026-11-20' }), since + 1000, '2026-11-20', true)).toBeNull();
    expect(nextNotice(pending({ announcedOn: '2026-11-20' }), since + DAY, '2026-11-21', true)).toBe('notification');
  });

  it('is never a question before seven days, and one then', () => {
    const said = pending({ announcedOn: '2026-11-27' });
    expect(nextNotice(said, since + 7 * DAY - 1, '2026-11-27', true)).toBeNull();
    expect(nextNotice(said, since + 7 * DAY, '2026-11-27', true)).toBe('question');
    expect(nextNotice({ ...said, wasAsked: true }, since + 30 * DAY, '2026-11-27', true)).toBeNull();
  });

  it('is no question while nobody is in front of the window', () => {
    expect(nextNotice(pending(), since + 8 * DAY, '2026-11-28', false)).toBe('notification');
    expect(nextNotice(pending({ announcedOn: '2026-11-28' }), since + 8 * DAY, '2026-11-28', false)).toBeNull();
  });

  it('counts days as the person does', () => {
    expect(localDay(new Date(2026, 0, 5, 23, 59).getTime())).toBe('2026-01-05');
    expect(localDay(new Date(2026, 0, 6, 0, 1).getTime())).toBe('2026-01-06');
  });
});
