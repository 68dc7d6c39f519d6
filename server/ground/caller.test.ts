import { describe, expect, test } from 'vitest';
import { parseTimeZone } from './caller.ts';

describe('parseTimeZone', () => {
  test.each(['Europe/Paris', 'UTC', 'america/new_york', 'Asia/Kathmandu'])('knows %s', (name) => {
    expect(parseTimeZone(name)).toBeDefined();
  });

  test.each(['Mars/Olympus', '', '+05:30', 'Europe/Paris; DROP TABLE tasks', 'x'.repeat(100_000)])(
    'refuses no. %#',
    (name) => {
      expect(parseTimeZone(name)).toBeUndefined();
    },
  );
});
