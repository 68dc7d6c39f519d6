import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSleepingScheduler, systemScheduler } from './scheduler.ts';

describe('E-75 timers while the computer sleeps', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('stand still, and what came due meanwhile happens once afterwards', () => {
    const scheduler = createSleepingScheduler(systemScheduler);
    const ran: string[] = [];
    scheduler.after(1000, () => ran.push('first'));
    const cancel = scheduler.after(1000, () => ran.push('cancelled'));
    scheduler.sleep();
    vi.advanceTimersByTime(5000);
    expect(ran).toEqual([]);
    cancel();
    scheduler.wake();
    scheduler.wake();
    expect(ran).toEqual(['first']);
    scheduler.after(1000, () => ran.push('second'));
    vi.advanceTimersByTime(1000);
    expect(ran).toEqual(['first', 'second']);
  });

  it('that repeat miss their turns', () => {
    const scheduler = createSleepingScheduler(systemScheduler);
    let times = 0;
    scheduler.every(1000, () => (times += 1));
    vi.advanceTimersByTime(1000);
    scheduler.sleep();
    vi.advanceTimersByTime(10_000);
    scheduler.wake();
    expect(times).toBe(1);
    vi.advanceTimersByTime(1000);
    expect(times).toBe(2);
  });
});
